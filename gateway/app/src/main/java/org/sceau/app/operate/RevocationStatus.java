package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sceau.trust.RevocationState;

/** What is known of revocation and how old it is, as the status says it. */
final class RevocationStatus {
    private RevocationStatus() {}

    static void put(ObjectNode status, RevocationState state) {
        status.put("revocationLists", state.lists())
                .put("revokedCertificates", state.entries())
                .put("revocationListsStale", state.stale())
                .put("revocationAgeSeconds", state.age().toSeconds())
                .put("revocationSourcesFailing", state.failing());
    }
}
