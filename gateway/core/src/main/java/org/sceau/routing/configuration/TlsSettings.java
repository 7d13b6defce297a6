package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * Keys of channels.
 *
 * @param server PKCS#12 file with the key that answers partners
 * @param client PKCS#12 file with the AUTH key that calls partners
 * @param passphraseFile of both; outside the data directory
 */
public record TlsSettings(
        @Documented(what = "PKCS#12 file with the key and chain that answer partners", example = "../keys/tls.p12")
        FileReference server,

        @Documented(what = "PKCS#12 file with the AUTH key and chain that call partners", example = "../keys/auth.p12")
        FileReference client,

        @Documented(
                what = "file with the passphrase of both; never inside the data directory",
                example = "../keys/tls-passphrase")
        FileReference passphraseFile) {}
