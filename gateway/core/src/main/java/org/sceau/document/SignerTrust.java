package org.sceau.document;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.proof.Indication;

/** Says whether the certificate of an author's signature is one we trust. Implementations are thread-safe. */
@FunctionalInterface
public interface SignerTrust {

    /** Trusts nobody. */
    SignerTrust NOBODY = (chain, when) -> Standing.UNTRUSTED;

    /** Judges a chain, signer first, for commitment at the claimed time of signing. */
    Standing judge(List<X509Certificate> chain, Instant when);

    /** The professional quality that a certificate proves. */
    default ProfessionalQuality quality(X509Certificate certificate) {
        return ProfessionalQuality.NONE;
    }

    /** What is known of a signer, and what an intact signature amounts to by it (ETSI EN 319 102-1, clause 5.1.3). */
    enum Standing {
        /** Good for commitment then and now. */
        TRUSTED("trusted", ""),
        /** Its certificate leads to no anchor of ours. */
        UNTRUSTED("untrusted", "NO_CERTIFICATE_CHAIN_FOUND"),
        /** Its certificate has ended, had not begun, or the time claimed is still to come. */
        OUTDATED("outdated", "OUT_OF_BOUNDS_NO_POE"),
        /** Its certificate, or one above it, is revoked. */
        REVOKED("revoked", "REVOKED_NO_POE"),
        /** Its certificate is not for commitment. */
        WRONG_USE("wrong-use", "CHAIN_CONSTRAINTS_FAILURE"),
        /** Its certificate, or one above it, rests on an algorithm or a key that is not relied on. */
        WEAK("weak", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"),
        /** No fresh list says whether it is revoked. */
        UNCHECKED("unchecked", "TRY_LATER"),
        /** The signature carries no certificate of it. */
        ABSENT("absent", "NO_SIGNING_CERTIFICATE_FOUND");

        private final String text;
        private final String sub;

        Standing(String text, String sub) {
            this.text = text;
            this.sub = sub;
        }

        /** Of a signature by it that is intact in all else. */
        public Indication indication() {
            return new Indication(sub.isEmpty() ? "TOTAL-PASSED" : "INDETERMINATE", sub);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
