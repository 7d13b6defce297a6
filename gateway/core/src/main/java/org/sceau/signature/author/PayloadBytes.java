package org.sceau.signature.author;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.vault.ClearPayload;
import org.sceau.vault.Opening;
import org.sceau.vault.StoredPayload;

/**
 * The payloads of one submission, as far as its signatures make it necessary to read them again: never a document in memory
 * but the signatures themselves. Not thread-safe.
 */
final class PayloadBytes {
    /** Most that is read again for one submission, each digest of each document once: a second of one core. */
    static final long MAXIMUM_READ_AGAIN_BYTES = 256L << 20;

    private final SignatureDocuments.Payloads payloads;
    private final Map<Asked, String> known = new HashMap<>();
    private long left;

    PayloadBytes(SignatureDocuments.Payloads payloads, long left) {
        this.payloads = payloads;
        this.left = left;
    }

    /** All of it; throws {@link Refused} when it cannot be read. */
    byte[] all(StoredPayload payload) {
        try (ClearPayload clear = open(payload)) {
            return clear.stream().readAllBytes();
        } catch (IOException e) {
            throw new Refused(FailureCode.STORE_UNAVAILABLE);
        }
    }

    /**
     * Its first bytes; empty where too much would have to be read again: the vault verifies a payload whole before it gives a
     * byte out.
     */
    Optional<byte[]> first(StoredPayload payload, int length) {
        if (payload.sizeBytes() > left) {
            return Optional.empty();
        }
        left -= payload.sizeBytes();
        try (ClearPayload clear = open(payload)) {
            return Optional.of(clear.stream().readNBytes(length));
        } catch (IOException e) {
            throw new Refused(FailureCode.STORE_UNAVAILABLE);
        }
    }

    /** Whether {@link #digest} is limited by nothing but the algorithm. */
    boolean allows(StoredPayload payload, String algorithm, boolean text) {
        return isKnownSinceIntake(algorithm, text)
                || known.containsKey(new Asked(payload.id(), algorithm, text))
                || payload.sizeBytes() <= left;
    }

    /**
     * The digest of its bytes, or of their base64url text without padding; empty where that cannot be told: the algorithm is
     * none that is relied on, or too much would have to be read again.
     *
     * @param algorithm as the platform names it
     */
    Optional<String> digest(StoredPayload payload, String algorithm, boolean text) {
        if (isKnownSinceIntake(algorithm, text)) {
            return Optional.of((algorithm.equals("SHA-1") ? payload.sha1() : payload.sha256()).hex());
        }
        var asked = new Asked(payload.id(), algorithm, text);
        String before = known.get(asked);
        if (before != null) {
            return Optional.of(before);
        }
        if (payload.sizeBytes() > left) {
            return Optional.empty();
        }
        left -= payload.sizeBytes();
        try {
            String digest = read(payload, MessageDigest.getInstance(algorithm), text);
            known.put(asked, digest);
            return Optional.of(digest);
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Refused(FailureCode.STORE_UNAVAILABLE);
        }
    }

    private static boolean isKnownSinceIntake(String algorithm, boolean text) {
        return !text && (algorithm.equals("SHA-256") || algorithm.equals("SHA-1"));
    }

    private String read(StoredPayload payload, MessageDigest digest, boolean text) throws IOException {
        try (ClearPayload clear = open(payload);
                InputStream in = clear.stream();
                OutputStream raw = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
                OutputStream out =
                        text ? Base64.getUrlEncoder().withoutPadding().wrap(raw) : raw) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private ClearPayload open(StoredPayload payload) throws IOException {
        return switch (payloads.open(payload)) {
            case Opening.Opened(ClearPayload clear) -> clear;
            case Opening.Refused _ -> throw new Refused(FailureCode.STORE_UNAVAILABLE);
        };
    }

    private record Asked(UUID payload, String algorithm, boolean text) {}
}
