package org.sceau.ledger;

import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import org.sceau.failure.FailureCode;
import org.sceau.keys.KeyRing;
import org.sceau.proof.Actor;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TreeHead;

/** Signs and seals checkpoints of one log with the gateway's keys. Thread-safe. */
final class Sealer {
    private final KeyRing keys;

    Sealer(KeyRing keys) {
        this.keys = keys;
    }

    SealedCheckpoint seal(String logId, TreeHead head, Instant at) {
        Checkpoint.Body body = Checkpoint.Body.of(logId, head, keys.logSigner().key());
        return SealedCheckpoint.seal(body, keys.logSigner(), keys.seal(), at);
    }

    /** Whether the end of an algorithm keeps everything with an entry from being recorded. */
    boolean hasEnded() {
        return endsWithin(Duration.ZERO);
    }

    /** Whether that will be so at some moment until then. */
    boolean endsWithin(Duration ahead) {
        return !keys.signingEnded(ahead).isEmpty();
    }

    /** The gateway itself as actor. */
    Actor actor() {
        try {
            return new Actor(Digest.sha256(keys.chain().getFirst().getEncoded()), "gateway", "seal");
        } catch (CertificateEncodingException e) {
            throw new StoreFailed(FailureCode.KEY_UNUSABLE, "the seal's certificate cannot be encoded", e);
        }
    }
}
