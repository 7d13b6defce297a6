package org.sceau.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.keys.Secret;

/** Where the files of a development PKI lie. */
final class DevelopmentFiles {
    private final Path directory;

    DevelopmentFiles(Path directory) {
        this.directory = directory;
    }

    void writeTrust(X509Certificate root, X509Certificate issuing) throws IOException {
        Path trust = Files.createDirectories(directory.resolve("trust"));
        replace(trust.resolve("anchors.pem"), Pem.of(List.of(root)));
        replace(trust.resolve("intermediates.pem"), Pem.of(List.of(issuing)));
    }

    void writeLists(X509CRL root, X509CRL issuing) throws IOException {
        Path trust = Files.createDirectories(directory.resolve("trust"));
        try {
            replace(trust.resolve("root.crl"), root.getEncoded());
            replace(trust.resolve("issuing.crl"), issuing.getEncoded());
        } catch (CRLException e) {
            throw new TrustUnusable("a revocation list cannot be encoded");
        }
    }

    void writeParty(DevelopmentParty party, SecureRandom random) throws IOException {
        Path home = Files.createDirectories(
                directory.resolve("parties").resolve(party.id().value()));
        Secret<char[]> passphrase = Passphrase.create(home.resolve("passphrase"), random);
        for (Map.Entry<DevelopmentUse, Credential> entry : party.credentials().entrySet()) {
            String name = entry.getKey().file();
            KeyStoreFile.create(home.resolve(name + ".p12"), name, entry.getValue(), passphrase);
            replace(home.resolve(name + ".pem"), Pem.of(entry.getValue().chain()));
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
