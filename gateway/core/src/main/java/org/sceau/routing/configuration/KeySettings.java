package org.sceau.routing.configuration;

import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * The gateway's own keys.
 *
 * @param ring PKCS#12 file
 * @param passphraseFile outside the data directory, so that a copy of the data opens nothing
 * @param confidentiality the organisation's CONF key
 * @param secondSeal beside the first on evidence files and on checkpoints that are time-stamped
 *
 * @param token keys that do not leave it
 * @param sealTogether whether submissions that wait at the same moment share a signature
 */
public record KeySettings(
        @Documented(
                what = "PKCS#12 file with journal key, wrapping key, index key, and the seal where it is in no token",
                example = "../keys/ring.p12")
        FileReference ring,

        @Documented(
                what = "file with its passphrase; never inside the data directory, so that a copy of the data opens"
                        + " nothing",
                example = "../keys/passphrase")
        FileReference passphraseFile,

        @Documented(
                what = "CONF key, with which the organisation opens what is encrypted for itself",
                example = "{key: ../keys/conf.p12, passphrase-file: ../keys/conf-passphrase}")
        Optional<KeyFileSettings> confidentiality,

        @Documented(
                what =
                        "ML-DSA-65 or ML-DSA-87 key (ADR 0025), every certificate above it of that kind: a second seal beside the"
                                + " first on each evidence file, and on each checkpoint that is time-stamped",
                example = "{key: ../keys/second-seal.p12, passphrase-file: ../keys/second-seal-passphrase}")
        Optional<KeyFileSettings> secondSeal,

        @Documented(
                what = "PKCS#11 token with P-256 keys that do not leave it, in place of those in files",
                example = "{library: /usr/lib/softhsm/libsofthsm2.so, label: sceau, pin-file: ../keys/pin, seal: seal}")
        Optional<TokenSettings> token,

        @Documented(
                what =
                        "submissions that wait for the seal at the same moment share one signature (ADR 0045): for a token of few"
                                + " signatures a second. A reader then needs `sceau verify`, or the path in the file, to join a document"
                                + " to it; a route with `time-stamp: document` seals each by itself",
                example = "true",
                defaultValue = "false")
        boolean sealTogether) {}
