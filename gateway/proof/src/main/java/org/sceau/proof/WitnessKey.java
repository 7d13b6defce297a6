package org.sceau.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public key under which a witness co-signs checkpoints (C2SP tlog-cosignature, Ed25519, {@code cosignature/v1}).
 *
 * @param name of the witness, best a URL without scheme
 * @param key its key, which it uses for nothing else
 */
public record WitnessKey(String name, LogKey key) {
    private static final byte COSIGNATURE_V1 = 4;
    private static final int SIGNED_BYTES = 4 + Long.BYTES + 64;

    /** Checks the name: printable ASCII without blank and plus sign, as the note's form needs it. */
    public WitnessKey {
        if (!Tokens.isToken(name) || name.indexOf(' ') >= 0 || name.indexOf('+') >= 0) {
            throw new IllegalArgumentException("no name of a witness");
        }
    }

    /** The key as others configure it: {@code name+hash+key} (C2SP signed-note, verifier keys). */
    public String text() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed(key.bytes()));
    }

    /**
     * When this witness co-signed, if a signature of it stands under the checkpoint and holds. Signatures of others are
     * passed over.
     */
    public Optional<Instant> witnessed(CosignedCheckpoint cosigned) {
        String start = "\u2014 " + name + " ";
        for (String line : cosigned.others()) {
            if (line.startsWith(start)) {
                Optional<Instant> at = held(line.substring(start.length()), cosigned.checkpoint());
                if (at.isPresent()) {
                    return at;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> held(String base64, Checkpoint checkpoint) {
        byte[] value;
        try {
            value = StrictBase64.standard(Part.CHECKPOINT, base64, "signature");
        } catch (MalformedProof e) {
            return Optional.empty();
        }
        if (value.length != SIGNED_BYTES || !Arrays.equals(value, 0, 4, id(), 0, 4)) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(value).getLong(4);
        byte[] signature = Arrays.copyOfRange(value, 4 + Long.BYTES, SIGNED_BYTES);
        return seconds >= 0
                        && seconds <= Instant.MAX.getEpochSecond()
                        && key.verify(message(checkpoint, seconds), signature) instanceof ProofVerdict.Holds
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    /** The line that stands under the note. */
    String line(long seconds, byte[] signature) {
        byte[] value = ByteBuffer.allocate(SIGNED_BYTES)
                .put(id())
                .putLong(seconds)
                .put(signature)
                .array();
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(value);
    }

    /** What is signed: two lines, then the whole text of the note. */
    static byte[] message(Checkpoint checkpoint, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.body().text()).getBytes(StandardCharsets.UTF_8);
    }

    byte[] id() {
        return key.keyId(name, COSIGNATURE_V1);
    }

    static byte[] typed(byte[] key) {
        byte[] typed = new byte[key.length + 1];
        typed[0] = COSIGNATURE_V1;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }
}
