package org.sceau.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payloads at rest, in one directory of one node: small ones in shared segments, large ones each in a file of its own.
 *
 * <p>Guarantees: nothing is ever written in clear, and file names are random. A large payload is durable (bytes and name)
 * when its sink's {@code finish} returns, a small one when {@link #append} returns. Not promised: that a payload is there
 * for ever once its key was destroyed elsewhere, nor that the file system does not lie about syncs.
 *
 * <p>Thread-safe.
 */
public final class Vault implements PayloadSink.Factory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final VaultSettings settings;
    private final DurableFiles files;
    private final SecureRandom random;
    private final Segments segments;
    private final PayloadReader reader;

    /** Assigns only; call {@link #start} first. */
    public Vault(VaultSettings settings, SecureRandom random) {
        this(settings, new SystemFiles(), random);
    }

    Vault(VaultSettings settings, DurableFiles files, SecureRandom random) {
        this.settings = settings;
        this.files = files;
        this.random = random;
        this.segments = new Segments(settings, files, random);
        this.reader = new PayloadReader(settings);
    }

    /**
     * Makes the directory and removes what a crash left behind. MUST return before the first sink is opened.
     *
     * @param knownFiles every file name that a {@link PayloadLocation} in the ledger has
     * @return the number of files removed
     */
    public int start(Set<String> knownFiles) throws IOException {
        files.makeDirectory(settings.directory());
        int removed = 0;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(settings.directory())) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                if (VaultFile.isName(name) && !knownFiles.contains(name)) {
                    files.delete(file);
                    removed++;
                }
            }
        }
        LOG.info("vault started orphans-removed={}", removed);
        return removed;
    }

    @Override
    public PayloadSink open() {
        return VaultSink.open(settings, files, random);
    }

    /**
     * Makes payloads durable and says where they lie. One sync for all the small ones; large ones already are durable. When
     * this throws, none of them counts as stored.
     */
    public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
        Map<UUID, PayloadLocation> locations = new HashMap<>();
        List<StoredPayload> small = payloads.stream()
                .filter(payload -> payload.inMemory().isPresent())
                .toList();
        for (StoredPayload payload : payloads) {
            locations.put(payload.id(), ofItsOwn(payload));
        }
        locations.putAll(segments.append(small));
        return locations;
    }

    /** The ciphertext as it lies there, unverified; throws {@link PayloadDamaged} when it is not wholly there. */
    public InputStream openCiphertext(PayloadLocation location) throws IOException {
        return reader.ciphertext(location);
    }

    /** The ciphertext after its digest was checked; throws {@link PayloadDamaged} when it is not what was stored. */
    public InputStream openCiphertext(PayloadLocation location, Digest ciphertextSha256) throws IOException {
        return reader.verifiedCiphertext(location, ciphertextSha256);
    }

    /** Opens a stored payload: its digest and its tag are checked before a byte is given out. */
    public Opening open(PayloadLocation location, String nonce, String tag, Digest ciphertextSha256, ContentKey key)
            throws IOException {
        return reader.open(location, nonce, tag, ciphertextSha256, key);
    }

    /** Opens a payload that the recorder has not stored yet. */
    public Opening open(StoredPayload payload) throws IOException {
        if (payload.inMemory().isPresent()) {
            return reader.openWaiting(payload.inMemory().get().bytes(), payload);
        }
        return reader.open(
                ofItsOwn(payload), payload.nonce(), payload.tag(), payload.ciphertextSha256(), payload.key());
    }

    /** Destroys the key and removes the file of a payload that was not accepted; idempotent. */
    @Override
    public void discard(StoredPayload payload) {
        payload.key().destroy();
        if (payload.inMemory().isEmpty()) {
            Path file = settings.directory().resolve(VaultFile.ofPayload(payload.id()));
            try {
                files.delete(file);
            } catch (IOException e) {
                LOG.warn("vault file left behind file={}", file.getFileName());
            }
        }
    }

    @Override
    public void close() throws IOException {
        segments.close();
    }

    private static PayloadLocation ofItsOwn(StoredPayload payload) {
        return new PayloadLocation(VaultFile.ofPayload(payload.id()), 0, payload.sizeBytes());
    }
}
