package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * A CONF key in a file.
 *
 * @param key PKCS#12 file
 * @param passphraseFile outside the data directory
 */
public record ConfidentialitySettings(
        @Documented(what = "PKCS#12 file with the key and its chain", example = "../keys/conf.p12")
        FileReference key,

        @Documented(
                what = "file with its passphrase; never inside the data directory",
                example = "../keys/conf-passphrase")
        FileReference passphraseFile) {}
