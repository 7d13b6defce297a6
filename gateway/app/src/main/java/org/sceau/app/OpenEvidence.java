package org.sceau.app;

import java.time.InstantSource;
import org.sceau.evidence.MakeEvidence;
import org.sceau.routing.configuration.GatewaySettings;

/** Puts together what makes evidence files. */
final class OpenEvidence {
    private OpenEvidence() {}

    static MakeEvidence of(Parts parts, GatewaySettings settings, InstantSource clock) {
        return new MakeEvidence(
                parts.ledger().transfers(),
                parts.ledger().receipts(),
                parts.vault(),
                parts.seals(),
                () -> Trust.lists(settings),
                OpenTime.anchors(settings),
                (transfer, reader, documents, by) -> parts.recorder()
                        .evidence(transfer, reader, documents, by)
                        .join(),
                clock);
    }
}
