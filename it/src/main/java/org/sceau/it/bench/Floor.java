package org.sceau.it.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sceau.encryption.KeyWrapping;
import org.sceau.encryption.ReaderCertificate;
import org.sceau.intake.Extracted;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splitter;
import org.sceau.keys.KeyRing;
import org.sceau.keys.Seal;
import org.sceau.transfer.PartnerId;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/**
 * What a document must cost at least: split, hash and encrypt it, sign once, agree on a key with one reader, and its part
 * of a sync shared by sixteen. On one thread of this process, after warming up.
 */
final class Floor {
    private static final int SHARED_BY = 16;

    private final Path directory;
    private final KeyRing keys;
    private final ReaderCertificate reader;

    Floor(Path directory, KeyRing keys, X509Certificate reader) {
        this.directory = directory;
        this.keys = keys;
        this.reader = ReaderCertificate.of(new PartnerId("hopital"), reader).orElseThrow();
    }

    /** CPU milliseconds per document. */
    double measure(List<byte[]> bundles, int rounds) throws IOException {
        SecureRandom random = new SecureRandom();
        try (Vault vault = new Vault(VaultSettings.in(directory), random)) {
            vault.start(Set.of());
            work(vault, bundles, rounds, random);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int documents = work(vault, bundles, rounds, random);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            return nanos / 1e6 / documents;
        }
    }

    private int work(Vault vault, List<byte[]> bundles, int rounds, SecureRandom random) throws IOException {
        Splitter splitter = new Splitter(IntakeLimits.defaults());
        Seal seal = keys.seal();
        List<StoredPayload> waiting = new ArrayList<>();
        int documents = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bundle = bundles.get(round % bundles.size());
            Split split = splitter.split(
                    new ByteArrayInputStream(bundle), Format.JSON, Interaction.PROVIDE_DOCUMENT_BUNDLE, vault);
            KeyWrapping wrapping = new KeyWrapping(random);
            for (Extracted extracted : split.payloads()) {
                wrapping.wrap(reader, extracted.payload().key());
                waiting.add(extracted.payload());
            }
            byte[] signature = seal.sign(split.metadata().sha256().bytes());
            documents += Math.min(1, signature.length);
            if (documents % SHARED_BY == 0) {
                vault.append(waiting);
                waiting.clear();
            }
        }
        return documents;
    }
}
