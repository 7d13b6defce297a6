package org.sceau.routing.configuration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sceau.routing.Documented;

/**
 * A PKCS#11 token and the labels of the keys in it. What has no label here is in a file.
 *
 * @param library for 64-bit Unix
 * @param label of the token
 * @param pinFile outside the data directory
 * @param seal in place of the seal in the key ring
 * @param server in place of {@code tls.server}
 * @param client in place of {@code tls.client}
 * @param confidentiality in place of {@code keys.confidentiality}
 */
public record TokenSettings(
        @Documented(what = "the token's PKCS#11 library", example = "/usr/lib/softhsm/libsofthsm2.so")
        FileReference library,

        @Documented(what = "label of the token, which stays the same where numbers of slots do not", example = "sceau")
        String label,

        @Documented(
                what = "file with the user's PIN; never inside the data directory; a PIN that was refused is not tried"
                        + " again until this file has changed",
                example = "../keys/pin")
        FileReference pinFile,

        @Documented(what = "label of the seal's key and certificate", example = "seal")
        Optional<String> seal,

        @Documented(what = "label of the key and certificate that answer partners", example = "tls")
        Optional<String> server,

        @Documented(what = "label of the AUTH key and certificate that call partners", example = "auth")
        Optional<String> client,

        @Documented(what = "label of the CONF key and certificate", example = "conf")
        Optional<String> confidentiality) {

    /** Throws IllegalArgumentException when no key is in the token, or two are the same. */
    public TokenSettings {
        List<String> labels = Stream.of(seal, server, client, confidentiality)
                .flatMap(Optional::stream)
                .toList();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("at least one of seal, server, client, confidentiality");
        }
        if (labels.stream().distinct().count() < labels.size()) {
            throw new IllegalArgumentException("a key of its own for each use");
        }
    }
}
