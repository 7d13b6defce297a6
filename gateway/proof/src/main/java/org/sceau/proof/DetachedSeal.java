package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A second seal of the organisation over the bytes of a checkpoint's note, with ML-DSA (RFC 9882): a detached CMS SignedData of
 * one signer, in the one encoding that our profile has ({@link Cades}). It stands beside the time-stamp over the same note.
 *
 * <p>Immutable, thread safe. Only the size is checked before it is verified with its note.
 */
public final class DetachedSeal {
    private final byte[] der;

    private DetachedSeal(byte[] der) {
        this.der = der;
    }

    /** Seals the note at {@code at}, by the gateway's clock, to the second; throws {@link MalformedProof} when no verifier would read it. */
    public static DetachedSeal over(String note, SecondSigner signer, Instant at) {
        return decode(Cades.seal(signer, note.getBytes(StandardCharsets.UTF_8), at));
    }

    /** The seal that has these bytes; throws {@link MalformedProof} on more than any has. */
    public static DetachedSeal decode(byte[] der) {
        if (der.length > CadesVerifier.MAX_BYTES) {
            throw new MalformedProof(Part.SECOND_SEAL, Reason.TOO_LARGE, "");
        }
        return new DetachedSeal(der.clone());
    }

    /** The bytes; a copy. */
    public byte[] der() {
        return der.clone();
    }

    /**
     * What it is made with, once it is known to be over {@code note} and its value to fit; whether its certificates may be
     * believed is another question. Throws {@link MalformedProof} on anything else.
     */
    CadesVerifier.Signed integrity(String note) {
        try {
            return CadesVerifier.integrityOfSecond(der, note.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedProof e) {
            throw altered(e);
        }
    }

    /** Its certificates, in no order; throws {@link MalformedProof}. */
    List<X509Certificate> certificates() {
        try {
            return CadesVerifier.certificates(der);
        } catch (MalformedProof e) {
            throw altered(e);
        }
    }

    private static MalformedProof altered(MalformedProof e) {
        return new MalformedProof(Part.SECOND_SEAL, e.reason(), "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetachedSeal that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "DetachedSeal[" + der.length + "]";
    }
}
