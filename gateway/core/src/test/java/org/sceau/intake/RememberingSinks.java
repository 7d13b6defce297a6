package org.sceau.intake;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.sceau.vault.ContentKey;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/** A vault that remembers the clear bytes and what became of every sink. */
final class RememberingSinks implements PayloadSink.Factory {
    private final boolean keep;
    private final List<Sink> sinks = new ArrayList<>();
    private final Map<UUID, byte[]> clear = new HashMap<>();

    RememberingSinks() {
        this(true);
    }

    /** Without {@code keep}, bytes are only hashed. */
    RememberingSinks(boolean keep) {
        this.keep = keep;
    }

    @Override
    public PayloadSink open() {
        Sink sink = new Sink();
        sinks.add(sink);
        return sink;
    }

    @Override
    public void discard(StoredPayload payload) {
        clear.remove(payload.id());
    }

    byte[] clear(Extracted extracted) {
        return Objects.requireNonNull(clear.get(extracted.payload().id()));
    }

    int held() {
        return clear.size();
    }

    int opened() {
        return sinks.size();
    }

    boolean allClosed() {
        return sinks.stream().allMatch(sink -> sink.closed);
    }

    private final class Sink implements PayloadSink {
        private final MessageDigest sha256 = Digest.sha256();
        private final MessageDigest sha1 = sha1();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long size;
        private boolean closed;

        @Override
        public void write(byte[] source, int offset, int length) {
            sha256.update(source, offset, length);
            sha1.update(source, offset, length);
            size += length;
            if (keep) {
                bytes.write(source, offset, length);
            }
        }

        @Override
        public StoredPayload finish() {
            UUID id = new UUID(1, sinks.size());
            clear.put(id, bytes.toByteArray());
            Digest digest = Digest.of(sha256.digest());
            return new StoredPayload(
                    id,
                    new ContentKey(new byte[32]),
                    "00".repeat(12),
                    "00".repeat(16),
                    size,
                    digest,
                    Digest.of(sha1.digest()),
                    digest,
                    Optional.empty());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
