package org.sceau.document;

import java.util.Optional;
import org.sceau.proof.Digest;

/**
 * The verdict on an author's signature inside a FHIR document ({@code Bundle.signature}, or a Provenance about the Bundle).
 * A signature found altered is not recorded here: the submission is refused.
 *
 * @param entry index of the document in the request
 * @param verdict {@code intact-trusted}, {@code intact-untrusted} or {@code undetermined}
 * @param signer SHA-256 of the signer's DER certificate, where the signature carries it
 */
public record SignatureFinding(int entry, String verdict, Optional<Digest> signer) {
    /** Intact, and by somebody we trust. */
    public static final String INTACT_TRUSTED = "intact-trusted";

    /** Intact; the certificate leads to no anchor of ours. */
    public static final String INTACT_UNTRUSTED = "intact-untrusted";

    /** Of a form that we cannot verify: XML signatures, keys without certificate, documents too large to be read whole. */
    public static final String UNDETERMINED = "undetermined";

    /**
     * As it stands in the journal, in English: index, verdict, the indication of ETSI EN 319 102-1 that it amounts to, and
     * the certificate's digest; never a name.
     */
    public String text() {
        String certificate =
                signer.map(digest -> ", certificate " + digest.hex()).orElse("");
        return "author's signature in entry " + entry + ": " + verdict + " (" + indication() + ")" + certificate;
    }

    private String indication() {
        return switch (verdict) {
            case INTACT_TRUSTED -> "TOTAL-PASSED";
            case INTACT_UNTRUSTED -> "INDETERMINATE, NO_CERTIFICATE_CHAIN_FOUND";
            default -> "INDETERMINATE";
        };
    }
}
