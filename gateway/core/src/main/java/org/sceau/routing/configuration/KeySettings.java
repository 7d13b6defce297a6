package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * The gateway's own keys.
 *
 * @param ring PKCS#12 file
 * @param passphraseFile outside the data directory, so that a copy of the data opens nothing
 */
public record KeySettings(
        @Documented(
                what = "PKCS#12 file with seal, journal key, wrapping key and index key",
                example = "../keys/ring.p12")
        FileReference ring,

        @Documented(
                what = "file with its passphrase; never inside the data directory, so that a copy of the data opens"
                        + " nothing",
                example = "../keys/passphrase")
        FileReference passphraseFile) {}
