package org.sceau.suites;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.MLKEMParameters;

/** A parameter set of ML-KEM (FIPS 203) in the platform's implementation, the fastest one measured. */
enum MlKem {
    /** NIST category 3. */
    K768(Suites.OID_MLKEM768, 1184, 1088),
    /** NIST category 5. */
    K1024(Suites.OID_MLKEM1024, 1568, 1568);

    /** A private key as it is exchanged: the seed d, z from which the other is made (RFC 9935 section 6). */
    static final int SEED_BYTES = 64;

    private final String oid;
    private final int publicBytes;
    private final int ciphertextBytes;

    MlKem(String oid, int publicBytes, int ciphertextBytes) {
        this.oid = oid;
        this.publicBytes = publicBytes;
        this.ciphertextBytes = ciphertextBytes;
    }

    /** FIPS 203 table 3. */
    int publicBytes() {
        return publicBytes;
    }

    int ciphertextBytes() {
        return ciphertextBytes;
    }

    MLKEMParameters parameters() {
        return this == K768 ? MLKEMParameters.ml_kem_768 : MLKEMParameters.ml_kem_1024;
    }

    /** Throws unless the encoding is a valid encapsulation key (FIPS 203 section 7.2). */
    PublicKey publicKey(byte[] encoded) throws GeneralSecurityException, IOException {
        KeyFactory keys = Suites.mlKemKeys();
        PublicKey key = keys.generatePublic(
                new X509EncodedKeySpec(new SubjectPublicKeyInfo(algorithm(), encoded).getEncoded()));
        var _ = Suites.mlKem().newEncapsulator(key);
        return key;
    }

    /** Throws unless the encoding, expanded, is a valid decapsulation key (FIPS 203 section 7.3). */
    PrivateKey privateKey(byte[] expanded) throws GeneralSecurityException, IOException {
        KeyFactory keys = Suites.mlKemKeys();
        PrivateKey key = keys.generatePrivate(
                new PKCS8EncodedKeySpec(new PrivateKeyInfo(algorithm(), new DEROctetString(expanded)).getEncoded()));
        var _ = Suites.mlKem().newDecapsulator(key);
        return key;
    }

    private AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
    }
}
