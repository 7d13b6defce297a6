package org.sceau.proof;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;

/** What one signer puts into a signature of our CAdES profile. */
final class CadesSigner {
    private final CadesForm form;
    private final X509Certificate own;
    private final byte[] attributes;
    private final byte[] value;

    /**
     * A signer.
     *
     * @param own its certificate
     * @param attributes what it signed
     * @param value its signature
     */
    CadesSigner(CadesForm form, X509Certificate own, byte[] attributes, byte[] value) {
        this.form = form;
        this.own = own;
        this.attributes = attributes;
        this.value = value;
    }

    byte[] digestAlgorithm() {
        return form.digestAlgorithm();
    }

    byte[] info() {
        return form.signerInfo(own, attributes, value);
    }

    /** Whether the signature is its key's; throws {@link MalformedProof} when the key is not one of the form. */
    boolean isSigned() {
        PublicKey key = own.getPublicKey();
        if (form != CadesForm.ES256) {
            MlDsa algorithm =
                    MlDsa.of(key).filter(found -> CadesForm.of(found) == form).orElseThrow(CadesVerifier::unsupported);
            return algorithm.isSigned(key, attributes, value);
        }
        StampAlgorithms.requireEcdsaForm(Part.SIGNATURE, value);
        boolean p256 = key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == 256;
        if (!p256) {
            throw CadesVerifier.unsupported();
        }
        return PlatformSignature.holds("SHA256withECDSA", key, attributes, value);
    }
}
