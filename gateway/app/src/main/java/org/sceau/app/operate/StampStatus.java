package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sceau.timestamp.Stampers;

/** How far time-stamps are behind, as the status says it. */
final class StampStatus {
    private StampStatus() {}

    static void put(ObjectNode status, Stampers stampers) {
        status.put("timeStampLagSeconds", stampers.journal().lagSeconds())
                .put("timeStampLate", stampers.journal().isLate())
                .put("signatureTimeStampLagSeconds", stampers.signatures().lagSeconds())
                .put("signatureTimeStampLate", stampers.signatures().isLate())
                .put("signatureTimeStampsMissed", stampers.signatures().missed());
        stampers.renewals().end().ifPresent(end -> status.put("timeStampsEnd", end.toString()));
        stampers.archive().end().ifPresent(end -> status.put("signatureTimeStampsEnd", end.toString()));
    }
}
