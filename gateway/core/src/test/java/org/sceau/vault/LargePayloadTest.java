package org.sceau.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.Digest;

/** A payload of 64 MiB, or of as many as the system property {@code large-payload-mib} says, in constant memory. */
class LargePayloadTest {
    private static final int MIB = 1024 * 1024;
    private static final long SIZE_BYTES = (long) MIB * Integer.getInteger("large-payload-mib", 64);

    /** All that one thread may allocate for a payload, whatever its size: buffers, ciphers, digests, class loading. */
    private static final long ALLOCATED_BYTES = 8L * MIB;

    @TempDir
    Path directory;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void memoryDoesNotGrowWithThePayload() throws IOException {
        try (Vault vault = new Vault(VaultSettings.in(directory), new SecureRandom())) {
            vault.start(Set.of());
            byte[] slice = new byte[MIB];
            MessageDigest expected = Digest.sha256();
            long before = threads.getCurrentThreadAllocatedBytes();

            StoredPayload stored = write(vault, slice, expected);
            Digest read = read(vault, stored, slice);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATED_BYTES);
            assertThat(stored.sizeBytes()).isEqualTo(SIZE_BYTES);
            assertThat(read).isEqualTo(stored.sha256()).isEqualTo(Digest.of(expected.digest()));
        }
    }

    private static StoredPayload write(Vault vault, byte[] slice, MessageDigest expected) throws IOException {
        try (PayloadSink sink = vault.open()) {
            for (long done = 0; done < SIZE_BYTES; done += slice.length) {
                slice[0]++;
                expected.update(slice);
                sink.write(slice, 0, slice.length);
            }
            return sink.finish();
        }
    }

    private static Digest read(Vault vault, StoredPayload stored, byte[] slice) throws IOException {
        MessageDigest digest = Digest.sha256();
        PayloadLocation location =
                vault.append(List.of(stored)).values().iterator().next();
        Opening opening = vault.open(location, stored.nonce(), stored.tag(), stored.ciphertextSha256(), stored.key());
        if (opening instanceof Opening.Opened opened) {
            try (ClearPayload clear = opened.clear()) {
                InputStream in = clear.stream();
                for (int read = in.read(slice); read >= 0; read = in.read(slice)) {
                    digest.update(slice, 0, read);
                }
            }
        }
        return Digest.of(digest.digest());
    }
}
