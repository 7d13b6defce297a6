package org.sceau.suites;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KEM;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A public key for which a secret is encapsulated: ML-KEM-768 or ML-KEM-1024 (FIPS 203), or ML-KEM-768 and P-256 together in
 * one key. Immutable, thread-safe.
 *
 * <p>The hybrid is id-MLKEM768-ECDH-P256-SHA3-256 of draft-ietf-lamps-pq-composite-kem: both secrets, the ephemeral and the
 * static point and a label go through SHA3-256. Guarantees: who breaks only one of the two has nothing. Its halves MUST NOT be
 * keys of anything else (section 3.1 of the draft).
 */
public final class KemPublicKey implements ReaderPublicKey {
    private static final byte[] LABEL = "MLKEM768-P256".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final Suite suite;
    private final PublicKey lattice;
    private final Optional<AgreementPublicKey> point;

    private KemPublicKey(Suite suite, PublicKey lattice, Optional<AgreementPublicKey> point) {
        this.suite = suite;
        this.lattice = lattice;
        this.point = point;
    }

    /** The key of a certificate; empty when it is of another kind, or not valid. */
    public static Optional<KemPublicKey> of(PublicKey key) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        if (info.getPublicKeyData().getPadBits() != 0 || info.getAlgorithm().getParameters() != null) {
            return Optional.empty();
        }
        byte[] bits = info.getPublicKeyData().getOctets();
        return switch (info.getAlgorithm().getAlgorithm().getId()) {
            case Suites.OID_MLKEM768 -> decode(Suite.READER_MLKEM768, bits);
            case Suites.OID_MLKEM1024 -> decode(Suite.READER_MLKEM1024, bits);
            case Suites.OID_MLKEM768_P256 -> decode(Suite.READER_HYBRID, bits);
            default -> Optional.empty();
        };
    }

    static Optional<KemPublicKey> decode(Suite suite, byte[] encoded) {
        MlKem set = set(suite);
        boolean hybrid = suite == Suite.READER_HYBRID;
        int expected = set.publicBytes() + (hybrid ? AgreementPublicKey.P256.ENCODED_BYTES : 0);
        if (encoded.length != expected) {
            return Optional.empty();
        }
        byte[] rest = Arrays.copyOfRange(encoded, set.publicBytes(), expected);
        Optional<AgreementPublicKey> point =
                hybrid ? AgreementPublicKey.decode(Suite.READER_P256, rest) : Optional.empty();
        if (hybrid && point.isEmpty()) {
            return Optional.empty();
        }
        try {
            PublicKey lattice = set.publicKey(Arrays.copyOf(encoded, set.publicBytes()));
            return Optional.of(new KemPublicKey(suite, lattice, point));
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    /** Whether keys are encapsulated in a suite. */
    public static boolean serves(Suite suite) {
        return suite == Suite.READER_MLKEM768 || suite == Suite.READER_MLKEM1024 || suite == Suite.READER_HYBRID;
    }

    /** The bytes of a ciphertext in a suite that {@link #serves}. */
    public static int ciphertextBytes(Suite suite) {
        return set(suite).ciphertextBytes()
                + (suite == Suite.READER_HYBRID ? AgreementPublicKey.P256.ENCODED_BYTES : 0);
    }

    static MlKem set(Suite suite) {
        return suite == Suite.READER_MLKEM1024 ? MlKem.K1024 : MlKem.K768;
    }

    /** A new secret, never the same twice. */
    public Encapsulation encapsulate(SecureRandom random) {
        KEM.Encapsulated made;
        try {
            made = Suites.mlKem().newEncapsulator(lattice, random).encapsulate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was accepted is refused by the platform", e);
        }
        byte[] secret = made.key().getEncoded();
        return point.map(theirs -> both(theirs, made.encapsulation(), secret, random))
                .orElseGet(() -> new Encapsulation(made.encapsulation(), AgreedSecret.encapsulated(suite, secret)));
    }

    private static Encapsulation both(
            AgreementPublicKey theirs, byte[] ciphertext, byte[] secret, SecureRandom random) {
        AgreementPrivateKey ephemeral = AgreementPrivateKey.generate(Suite.READER_P256, random);
        byte[] own = ephemeral.publicKey().encoded();
        byte[] joined = Arrays.copyOf(ciphertext, ciphertext.length + own.length);
        System.arraycopy(own, 0, joined, ciphertext.length, own.length);
        return new Encapsulation(joined, combined(secret, ephemeral.agree(theirs), own, theirs.encoded()));
    }

    /** The draft's section 3.4: ML-KEM's secret, the agreed x, the ephemeral point, the reader's point, the label. */
    static AgreedSecret combined(byte[] secret, AgreedSecret agreed, byte[] ephemeral, byte[] theirs) {
        MessageDigest sha3 = Suites.sha3();
        sha3.update(secret);
        sha3.update(agreed.shared());
        sha3.update(ephemeral);
        sha3.update(theirs);
        return AgreedSecret.encapsulated(Suite.READER_HYBRID, sha3.digest(LABEL));
    }

    @Override
    public Suite suite() {
        return suite;
    }
}
