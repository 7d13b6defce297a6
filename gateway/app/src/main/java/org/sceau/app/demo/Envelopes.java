package org.sceau.app.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sceau.encryption.CmsLimits;
import org.sceau.encryption.CmsOpening;
import org.sceau.encryption.CmsReader;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.proof.Digest;

/** Opens delivered envelopes with a party's CONF key, as the party's own system would. */
public final class Envelopes {
    private final Credential key;
    private final CmsReader reader = new CmsReader(CmsLimits.DEFAULT);

    private Envelopes(Credential key) {
        this.key = key;
    }

    /** With the key in {@code party/conf.p12}. */
    public static Envelopes of(Path party) {
        return new Envelopes(
                KeyStoreFile.read(party.resolve("conf.p12"), Passphrase.read(party.resolve("passphrase"))));
    }

    /** Decrypts to a file; the digest of the clear content, or empty when it does not open whole. */
    public Optional<Digest> open(InputStream cms, Path clear) throws IOException {
        CmsOpening opening;
        try (InputStream in = new BufferedInputStream(cms);
                OutputStream out = Files.newOutputStream(clear)) {
            opening = reader.open(in, key.certificate(), key.key().reveal(), out);
        }
        return switch (opening) {
            case CmsOpening.Opened opened -> Optional.of(opened.sha256());
            case CmsOpening.NotAddressed _, CmsOpening.Refused _ -> {
                Files.deleteIfExists(clear);
                yield Optional.empty();
            }
        };
    }
}
