package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * The built-in time-stamp authority, for trying out and tests.
 *
 * @param key PKCS#12 file with its key and certificate, which lead to {@code trust.anchors}
 * @param passphraseFile outside the data directory
 */
public record DevelopmentTsaSettings(
        @Documented(
                what = "PKCS#12 file with its key and a certificate that leads to trust.anchors",
                example = "../keys/tsa.p12")
        FileReference key,

        @Documented(
                what = "file with its passphrase; never inside the data directory",
                example = "../keys/tsa-passphrase")
        FileReference passphraseFile) {}
