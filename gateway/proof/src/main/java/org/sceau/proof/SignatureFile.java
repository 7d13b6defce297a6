package org.sceau.proof;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A signature file as evidence: what it proves, with the documents that are at hand. */
final class SignatureFile {
    private SignatureFile() {}

    static Verdict verify(byte[] file, TrustAnchors anchors, List<SuppliedDocument> supplied, SignedBytes bytes) {
        return switch (new JadesVerifier(anchors).verify(file, bytes)) {
            case JadesVerdict.NotValid(Part part, Reason reason, String where, List<SignedObject> objects) ->
                new Verdict.Refuted(part, reason, where, objects.isEmpty() ? List.of() : compared(objects, supplied));
            case JadesVerdict.Valid valid -> {
                List<DocumentFinding> findings = compared(valid.objects(), supplied);
                Optional<TimeStamped> stamped = valid.stamp().flatMap(stamp -> stamp.proved(anchors));
                Set<Limit> limits = Verifier.limits(anchors, findings);
                if (stamped.isPresent()) {
                    limits.remove(Limit.TIME_NOT_STAMPED);
                } else if (valid.stamp().isPresent()) {
                    limits.add(Limit.STAMP_ENDED);
                }
                valid.stamp().ifPresent(stamp -> limits.addAll(stamp.limits()));
                if (valid.revocationExamined()) {
                    limits.remove(Limit.REVOCATION_NOT_CHECKED);
                }
                yield Verifier.conclude(new Claims.OfSignature(
                        valid.sealer(),
                        valid.commitments(),
                        valid.claimed(),
                        stamped,
                        stamped.flatMap(_ -> valid.stamp().map(SignatureStamp::renewals))
                                .orElse(List.of()),
                        findings,
                        Collections.unmodifiableSet(limits)));
            }
        };
    }

    private static List<DocumentFinding> compared(List<SignedObject> objects, List<SuppliedDocument> supplied) {
        Map<String, Digest> stated = new LinkedHashMap<>();
        for (SignedObject object : objects) {
            stated.put(object.uri(), object.sha256());
        }
        return Comparison.of(stated, supplied);
    }
}
