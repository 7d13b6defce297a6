package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * A key in a file of its own.
 *
 * @param key PKCS#12 file
 * @param passphraseFile outside the data directory
 */
public record KeyFileSettings(
        @Documented(what = "PKCS#12 file with the key and its chain", example = "../keys/own.p12")
        FileReference key,

        @Documented(
                what = "file with its passphrase; never inside the data directory",
                example = "../keys/own-passphrase")
        FileReference passphraseFile) {}
