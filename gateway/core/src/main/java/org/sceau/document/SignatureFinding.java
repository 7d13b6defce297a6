package org.sceau.document;

import org.sceau.proof.Digest;

/**
 * The verdict on an author's signature inside a FHIR document ({@code Bundle.signature}). A signature found altered is
 * not recorded here: the submission is refused.
 *
 * @param entry index of the document in the request
 * @param verdict {@code intact-trusted}, {@code intact-untrusted} or {@code undetermined}
 * @param signer SHA-256 of the signer's DER certificate
 */
public record SignatureFinding(int entry, String verdict, Digest signer) {}
