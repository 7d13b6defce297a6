package org.sceau.suites;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The secret half of a {@link KemPublicKey}: a reader's own. Thread-safe. */
public final class KemPrivateKey {
    private final Suite suite;
    private final PrivateKey lattice;
    private final Optional<AgreementPrivateKey> curve;

    private KemPrivateKey(Suite suite, PrivateKey lattice, Optional<AgreementPrivateKey> curve) {
        this.suite = suite;
        this.lattice = lattice;
        this.curve = curve;
    }

    /**
     * A reader's key, with seed, expanded key or both (RFC 9935 section 6), or composite; empty when it is of another kind, not
     * valid, or does not leave its token.
     */
    public static Optional<KemPrivateKey> of(PrivateKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
            return switch (info.getPrivateKeyAlgorithm().getAlgorithm().getId()) {
                case Suites.OID_MLKEM768 -> expanded(Suite.READER_MLKEM768, PrivateKeyFactory.createKey(info));
                case Suites.OID_MLKEM1024 -> expanded(Suite.READER_MLKEM1024, PrivateKeyFactory.createKey(info));
                case Suites.OID_MLKEM768_P256 -> composite(info.getPrivateKey().getOctets());
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | IOException | RuntimeException e) { // the library has failures of its own
            return Optional.empty();
        }
    }

    private static Optional<KemPrivateKey> expanded(Suite suite, Object parsed)
            throws GeneralSecurityException, IOException {
        return parsed instanceof MLKEMPrivateKeyParameters secret
                ? Optional.of(new KemPrivateKey(
                        suite, KemPublicKey.set(suite).privateKey(secret.getEncoded()), Optional.empty()))
                : Optional.empty();
    }

    /** The seed, then an ECPrivateKey (the draft's section 4). */
    private static Optional<KemPrivateKey> composite(byte[] octets) throws GeneralSecurityException, IOException {
        MlKem set = MlKem.K768;
        var secret = new MLKEMPrivateKeyParameters(set.parameters(), Arrays.copyOf(octets, MlKem.SEED_BYTES));
        var scalar = ECPrivateKey.getInstance(Arrays.copyOfRange(octets, MlKem.SEED_BYTES, octets.length));
        return Optional.of(new KemPrivateKey(
                Suite.READER_HYBRID,
                set.privateKey(secret.getEncoded()),
                Optional.of(AgreementPrivateKey.P256.of(scalar.getKey()))));
    }

    /** The suite in which it is used. */
    public Suite suite() {
        return suite;
    }

    /**
     * The secret of a ciphertext. An altered one gives another secret and no error (FIPS 203 section 6.3): what is wrapped under
     * it does not open then. Throws {@link SealBroken} for what is no ciphertext of the suite.
     */
    public AgreedSecret decapsulate(byte[] ciphertext) {
        int latticeBytes = KemPublicKey.set(suite).ciphertextBytes();
        if (ciphertext.length != KemPublicKey.ciphertextBytes(suite)) {
            throw new SealBroken();
        }
        try {
            byte[] secret = Suites.mlKem()
                    .newDecapsulator(lattice)
                    .decapsulate(Arrays.copyOf(ciphertext, latticeBytes))
                    .getEncoded();
            byte[] point = Arrays.copyOfRange(ciphertext, latticeBytes, ciphertext.length);
            return curve.map(own -> combined(own, secret, point))
                    .orElseGet(() -> AgreedSecret.encapsulated(suite, secret));
        } catch (GeneralSecurityException e) {
            throw new SealBroken();
        }
    }

    private static AgreedSecret combined(AgreementPrivateKey own, byte[] secret, byte[] point) {
        AgreementPublicKey ephemeral =
                AgreementPublicKey.decode(Suite.READER_P256, point).orElseThrow(SealBroken::new);
        return KemPublicKey.combined(
                secret, own.agree(ephemeral), point, own.publicKey().encoded());
    }

    @Override
    public String toString() {
        return "KemPrivateKey[REDACTED]";
    }
}
