package org.sceau.routing.configuration;

import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * Keys of channels, where they are in no token.
 *
 * @param server PKCS#12 file with the key that answers partners
 * @param client PKCS#12 file with the AUTH key that calls partners
 * @param passphraseFile of both; outside the data directory
 */
public record TlsSettings(
        @Documented(
                what = "PKCS#12 file with the key and chain that answer partners, unless keys.token.server names one",
                example = "../keys/tls.p12")
        Optional<FileReference> server,

        @Documented(
                what =
                        "PKCS#12 file with the AUTH key and chain that call partners, unless keys.token.client names one",
                example = "../keys/auth.p12")
        Optional<FileReference> client,

        @Documented(
                what = "file with the passphrase of both; never inside the data directory",
                example = "../keys/tls-passphrase")
        Optional<FileReference> passphraseFile) {}
