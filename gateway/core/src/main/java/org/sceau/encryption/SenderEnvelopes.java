package org.sceau.encryption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.intake.Extracted;
import org.sceau.transfer.PartnerId;
import org.sceau.vault.Opening;
import org.sceau.vault.PayloadDamaged;
import org.sceau.vault.Vault;

/** Compares the readers of envelopes that the sender made with those of the route: nobody more, nobody less. */
final class SenderEnvelopes {
    private final Vault vault;
    private final CmsInspector inspector;

    SenderEnvelopes(Vault vault, CmsInspector inspector) {
        this.vault = vault;
        this.inspector = inspector;
    }

    /** Refuses with every payload that is no envelope or has other readers. */
    void require(List<Extracted> payloads, List<ReaderCertificate> readers) throws IOException {
        List<Issue> issues = new ArrayList<>();
        for (Extracted payload : payloads) {
            objection(inspect(payload), readers).ifPresent(code -> issues.add(Issue.at(code, payload.expression())));
        }
        if (!issues.isEmpty()) {
            throw new Refused(issues);
        }
    }

    /** Takes the gateway's own layer off, which is all that it can. */
    private CmsInspection inspect(Extracted payload) throws IOException {
        return switch (vault.open(payload.payload())) {
            case Opening.Refused refused -> throw new PayloadDamaged(refused.damage(), "a payload just stored");
            case Opening.Opened opened -> {
                try (var clear = opened.clear()) {
                    yield inspector.inspect(clear.stream());
                }
            }
        };
    }

    private static Optional<FailureCode> objection(CmsInspection inspection, List<ReaderCertificate> readers) {
        return switch (inspection) {
            case CmsInspection.Refused _ -> Optional.of(FailureCode.ENVELOPE_INVALID);
            case CmsInspection.Envelope envelope -> {
                Set<PartnerId> named = new HashSet<>();
                for (RecipientId id : envelope.readers()) {
                    List<PartnerId> found = readers.stream()
                            .filter(reader -> id.names(reader.certificate()))
                            .map(ReaderCertificate::partner)
                            .toList();
                    if (found.isEmpty()) {
                        yield Optional.of(FailureCode.ENVELOPE_READERS_MISMATCH);
                    }
                    named.addAll(found);
                }
                yield readers.stream().map(ReaderCertificate::partner).allMatch(named::contains)
                        ? Optional.<FailureCode>empty()
                        : Optional.of(FailureCode.ENVELOPE_READERS_MISMATCH);
            }
        };
    }
}
