package org.sceau.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sceau.proof.Digest;
import org.sceau.suites.ContentEncryption;
import org.sceau.suites.Suites;

/** One pass over a payload: two digests of the clear bytes, encryption, digest of the ciphertext. */
final class VaultSink implements PayloadSink {
    private static final int FIRST_BUFFER_BYTES = 32 * 1024;
    private static final int SLICE_BYTES = 64 * 1024;

    private final Path directory;
    private final DurableFiles files;
    private final int smallPayloadBytes;
    private final UUID id;
    private final ContentKey key;
    private final byte[] nonce;
    private final ContentEncryption encryption;
    private final MessageDigest sha256 = Suites.sha256();
    private final MessageDigest sha1 = Suites.sha1();
    private final MessageDigest ciphertextSha256 = Suites.sha256();
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int filled;
    private long sizeBytes;
    private DurableFiles.@Nullable Output file;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FINISHED,
        FORGOTTEN
    }

    private VaultSink(VaultSettings settings, DurableFiles files, UUID id, byte[] key, byte[] nonce) {
        this.directory = settings.directory();
        this.files = files;
        this.smallPayloadBytes = settings.smallPayloadBytes();
        this.id = id;
        this.encryption = ContentEncryption.start(key, nonce);
        this.key = new ContentKey(key);
        this.nonce = nonce;
    }

    static VaultSink open(VaultSettings settings, DurableFiles files, SecureRandom random) {
        byte[] drawn = new byte[Suites.KEY_BYTES + Suites.NONCE_BYTES + 16];
        random.nextBytes(drawn);
        byte[] key = Arrays.copyOf(drawn, Suites.KEY_BYTES);
        byte[] nonce = Arrays.copyOfRange(drawn, Suites.KEY_BYTES, Suites.KEY_BYTES + Suites.NONCE_BYTES);
        ByteBuffer name = ByteBuffer.wrap(drawn, Suites.KEY_BYTES + Suites.NONCE_BYTES, 16);
        UUID id = VaultFile.randomUuid(name.getLong(), name.getLong());
        Arrays.fill(drawn, (byte) 0);
        return new VaultSink(settings, files, id, key, nonce);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen();
        sha256.update(bytes, offset, length);
        sha1.update(bytes, offset, length);
        sizeBytes += length;
        if (file == null && sizeBytes > smallPayloadBytes) {
            file = spill();
        }
        if (file == null) {
            makeRoom(length);
            filled += encryption.update(bytes, offset, length, buffer, filled);
            return;
        }
        for (int done = 0; done < length; done += SLICE_BYTES) {
            int slice = Math.min(SLICE_BYTES, length - done);
            put(file, buffer, encryption.update(bytes, offset + done, slice, buffer, 0));
        }
    }

    @Override
    public StoredPayload finish() throws IOException {
        requireOpen();
        ContentEncryption.Last last = encryption.finish();
        Optional<Ciphertext> inMemory = file == null ? Optional.of(small(last.held())) : large(file, last.held());
        state = State.FINISHED;
        HexFormat hex = HexFormat.of();
        return new StoredPayload(
                id,
                key,
                hex.formatHex(nonce),
                hex.formatHex(last.tag()),
                sizeBytes,
                Digest.of(sha256.digest()),
                Digest.of(sha1.digest()),
                Digest.of(ciphertextSha256.digest()),
                inMemory);
    }

    @Override
    public void close() {
        if (state != State.OPEN) {
            return;
        }
        state = State.FORGOTTEN;
        key.destroy();
        if (file != null) {
            VaultFile.forget(files, file, path());
        }
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("the payload has ended");
        }
    }

    private Path path() {
        return directory.resolve(VaultFile.ofPayload(id));
    }

    private DurableFiles.Output spill() throws IOException {
        DurableFiles.Output output = files.create(path());
        file = output;
        put(output, buffer, filled);
        buffer = new byte[SLICE_BYTES + Suites.TAG_BYTES];
        return output;
    }

    private void put(DurableFiles.Output output, byte[] bytes, int length) throws IOException {
        ciphertextSha256.update(bytes, 0, length);
        output.write(bytes, 0, length);
    }

    private void makeRoom(int length) {
        int needed = filled + length + Suites.TAG_BYTES;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, Math.min(2 * buffer.length, smallPayloadBytes + 32)));
        }
    }

    private Ciphertext small(byte[] held) {
        byte[] exact = Arrays.copyOf(buffer, filled + held.length);
        System.arraycopy(held, 0, exact, filled, held.length);
        ciphertextSha256.update(exact);
        buffer = new byte[0];
        return new Ciphertext(exact);
    }

    private Optional<Ciphertext> large(DurableFiles.Output output, byte[] held) throws IOException {
        put(output, held, held.length);
        output.sync();
        output.close();
        files.syncDirectory(directory);
        return Optional.empty();
    }
}
