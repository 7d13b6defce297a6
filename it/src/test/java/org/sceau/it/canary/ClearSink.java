package org.sceau.it.canary;

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

/** What the vault would be without its protection: payloads in files, in clear. */
final class ClearSink implements PayloadSink {
    private final UUID id = UUID.randomUUID();
    private final OutputStream out;
    private final MessageDigest sha256 = Digest.sha256();
    private long sizeBytes;

    ClearSink(Path directory) throws IOException {
        this.out = Files.newOutputStream(directory.resolve(id.toString()));
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
        Digest digest = Digest.of(sha256.digest());
        return new StoredPayload(
                id, new ContentKey(new byte[32]), "", "", sizeBytes, digest, digest, digest, Optional.empty());
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
