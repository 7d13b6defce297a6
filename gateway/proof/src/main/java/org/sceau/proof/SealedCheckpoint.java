package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint with the organisation's seal over its exact bytes: the seal certifies the note's key and fixes root and
 * size. At most one MUST ever be made per log and size.
 *
 * @param note the signed note
 * @param jades the seal: a JAdES file over the one object {@link Checkpoint.Body#uri()}
 */
public record SealedCheckpoint(String note, String jades) {
    /** Media type of a note. */
    static final String CONTENT_TYPE = "text/plain;charset=utf-8";
    /** proofOfCreation (EN 319 122-1 clause 5.2.3, RFC 5126): the log's operator made this statement. */
    static final String COMMITMENT = "1.2.840.113549.1.9.16.6.6";

    /** Signs and seals {@code body} at {@code at}, by the gateway's clock. */
    public static SealedCheckpoint seal(Checkpoint.Body body, NoteSigner log, RawSigner organisation, Instant at) {
        String note = Checkpoint.sign(body, log).note();
        byte[] jades = Jades.seal(organisation, List.of(object(body, note)), at, COMMITMENT);
        return new SealedCheckpoint(note, new String(jades, StandardCharsets.UTF_8));
    }

    /** The checkpoint, form checked, signature not; throws {@link MalformedProof}. */
    public Checkpoint checkpoint() {
        return Checkpoint.decode(note);
    }

    /** Whether the note is signed by the key that it names, and sealed by an organisation that {@code anchors} vouch for. */
    public ProofVerdict verify(TrustAnchors anchors) {
        Checkpoint checkpoint = checkpoint();
        if (checkpoint.verify() instanceof ProofVerdict.Fails fails) {
            return fails;
        }
        return switch (new JadesVerifier(anchors).verify(Part.SEAL, jades.getBytes(StandardCharsets.UTF_8))) {
            case JadesVerdict.NotValid(Part _, Reason reason, String _, List<SignedObject> _) ->
                new ProofVerdict.Fails(reason);
            case JadesVerdict.Valid seal ->
                seal.objects().equals(List.of(object(checkpoint.body(), note)))
                        ? new ProofVerdict.Holds()
                        : new ProofVerdict.Fails(Reason.SEALED_OBJECT_MISMATCH);
        };
    }

    /** The sealer's certificates as the seal has them, the sealer's first; throws {@link MalformedProof}. */
    List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        for (String certificate : JadesHeader.ofFile(Part.SEAL, jades).certificates()) {
            chain.add(Certificates.der(StrictBase64.standard(Part.SEAL, certificate, "x5c")));
        }
        return chain;
    }

    /** What the seal must be over. */
    static SignedObject object(Checkpoint.Body body, String note) {
        return new SignedObject(body.uri(), digest(note), CONTENT_TYPE);
    }

    /** SHA-256 of a note's bytes: what seal and time-stamp are over. */
    public static Digest digest(String note) {
        return Digest.sha256(note.getBytes(StandardCharsets.UTF_8));
    }
}
