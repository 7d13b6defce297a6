package org.sceau.signature.author;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.document.AuthorVerdict.Integrity;
import org.sceau.proof.Indication;

/**
 * What the library found.
 *
 * @param indication under the policy
 * @param integrity of the signature
 * @param chain the signer's certificate and those above it, as far as the signature has them
 * @param claimed time of signing
 */
record Outcome(Indication indication, Integrity integrity, List<X509Certificate> chain, Optional<Instant> claimed) {

    /** Copies its list. */
    Outcome {
        chain = List.copyOf(chain);
    }
}
