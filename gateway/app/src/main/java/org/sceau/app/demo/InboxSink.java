package org.sceau.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.sceau.vault.ContentKey;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/** Lets the hospital use the gateway's splitter: writes a payload to a file, in clear, as a receiving system would. */
final class InboxSink implements PayloadSink {
    private final UUID id = UUID.randomUUID();
    private final Path file;
    private final OutputStream out;
    private final MessageDigest sha256 = Digest.sha256();
    private long sizeBytes;
    private boolean finished;

    InboxSink(Path directory) throws IOException {
        this.file = directory.resolve(id.toString());
        this.out = Files.newOutputStream(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        sha256.update(bytes, offset, length);
        sizeBytes += length;
    }

    @Override
    public StoredPayload finish() throws IOException {
        out.close();
        finished = true;
        Digest digest = Digest.of(sha256.digest());
        return new StoredPayload(
                id, new ContentKey(new byte[32]), "", "", sizeBytes, digest, digest, digest, Optional.empty());
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
