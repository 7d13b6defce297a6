package org.sceau.signature.author;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.util.Optional;
import java.util.function.Function;

/**
 * A document that a signature signs by digest.
 *
 * @param name by which the signature calls it; none in CMS
 * @param algorithm of the digest
 * @param digest lower-case hexadecimal
 */
record Reference(Optional<String> name, DigestAlgorithm algorithm, String digest) {

    /** The algorithm that {@code named} has for this name. */
    static DigestAlgorithm algorithm(Function<String, DigestAlgorithm> named, String name) throws Unreadable {
        try {
            return named.apply(name);
        } catch (IllegalArgumentException e) {
            throw Unreadable.outsideRules();
        }
    }
}
