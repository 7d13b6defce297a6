package org.sceau.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Co-signs the checkpoints of one log, each only after the proof that it continues the last one that it saw (C2SP
 * tlog-witness). What it saw last is the caller's to keep: it MUST be durable before a co-signature is shown to anybody.
 * Immutable; never shows its key but in {@link #secret}.
 */
public final class Witness {
    private static final String SECRET = "PRIVATE+KEY+";
    private static final Pattern PLUS = Pattern.compile("\\+");

    private final WitnessKey key;
    private final byte[] seed;
    private final NoteSigner signer;

    private Witness(String name, byte[] seed) {
        this.signer = SeedNoteSigner.of(seed);
        this.key = new WitnessKey(name, signer.key());
        this.seed = seed.clone();
    }

    /** A witness with the Ed25519 private key {@code seed}; throws IllegalArgumentException on another name than one has. */
    public static Witness of(String name, byte[] seed) {
        return new Witness(name, seed);
    }

    /** Reads {@link #secret}; throws {@link MalformedProof} on anything else. */
    public static Witness decode(String secret) {
        List<String> parts = List.of(PLUS.split(secret.strip(), 5));
        if (parts.size() != 5 || !secret.startsWith(SECRET)) {
            throw malformed();
        }
        byte[] typed = StrictBase64.standard(Part.SIGNATURE, parts.get(4), "key");
        if (typed.length != LogKey.SIZE + 1) {
            throw malformed();
        }
        try {
            Witness witness = of(parts.get(2), Arrays.copyOfRange(typed, 1, typed.length));
            if (!witness.secret().equals(secret.strip())) {
                throw malformed();
            }
            return witness;
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static MalformedProof malformed() {
        return new MalformedProof(Part.SIGNATURE, Reason.VALUE_INVALID, "key");
    }

    /** The private key as text, {@code PRIVATE+KEY+name+hash+key}, in the form that Go's note package reads. */
    public String secret() {
        return SECRET + key.name() + "+" + HexFormat.of().formatHex(key.id()) + "+"
                + Base64.getEncoder().encodeToString(WitnessKey.typed(seed));
    }

    /** The public key. */
    public WitnessKey key() {
        return key;
    }

    /** Whether a checkpoint may be co-signed. */
    public sealed interface Decision {

        /** It continues the last one. */
        record Cosigned(CosignedCheckpoint checkpoint) implements Decision {}

        /** It does not. */
        record Refused(Refusal why) implements Decision {}
    }

    /** Why a checkpoint is not co-signed. */
    public enum Refusal {
        /** It is not signed by the key that it names. */
        NOT_SIGNED,
        /** It is of another log. */
        OTHER_LOG,
        /** It is signed by another key than the last one. */
        OTHER_KEY,
        /** It is over fewer entries than the last one. */
        SHRUNK,
        /** It is not a continuation: two histories were shown. */
        FORKED
    }

    /**
     * Decides, and co-signs.
     *
     * @param last the checkpoint that was co-signed last; empty for the first, whose key the caller MUST have checked
     * @param next the log's newest
     * @param proof from the one to the other
     */
    public Decision decide(Optional<Checkpoint> last, Checkpoint next, ConsistencyProof proof, Instant at) {
        if (next.verify() instanceof ProofVerdict.Fails) {
            return new Decision.Refused(Refusal.NOT_SIGNED);
        }
        Optional<Refusal> refusal = last.flatMap(seen -> refusal(seen, next, proof));
        return refusal.isPresent() ? new Decision.Refused(refusal.get()) : new Decision.Cosigned(cosigned(next, at));
    }

    /** What of a checkpoint can be refused without a proof. */
    public static Optional<Refusal> refusal(Checkpoint last, Checkpoint next) {
        if (!next.body().logId().equals(last.body().logId())) {
            return Optional.of(Refusal.OTHER_LOG);
        }
        if (!next.body().key().equals(last.body().key())) {
            return Optional.of(Refusal.OTHER_KEY);
        }
        return next.body().size() < last.body().size() ? Optional.of(Refusal.SHRUNK) : Optional.empty();
    }

    private static Optional<Refusal> refusal(Checkpoint last, Checkpoint next, ConsistencyProof proof) {
        return refusal(last, next)
                .or(() -> proof.verify(last.body().head(), next.body().head()) instanceof ProofVerdict.Holds
                        ? Optional.empty()
                        : Optional.of(Refusal.FORKED));
    }

    private CosignedCheckpoint cosigned(Checkpoint checkpoint, Instant at) {
        long seconds = at.getEpochSecond();
        String line = key.line(seconds, signer.sign(WitnessKey.message(checkpoint, seconds)));
        return new CosignedCheckpoint(checkpoint, new ArrayList<>(List.of(line)));
    }

    @Override
    public String toString() {
        return "Witness[" + key.name() + "]";
    }
}
