package org.sceau.encryption;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.sceau.proof.Digest;
import org.sceau.suites.AgreedSecret;
import org.sceau.suites.AgreementPrivateKey;
import org.sceau.suites.AgreementPublicKey;
import org.sceau.suites.KemPublicKey;
import org.sceau.suites.Sealing;
import org.sceau.suites.Suite;
import org.sceau.suites.Suites;
import org.sceau.vault.ContentKey;

/**
 * Wraps the content keys of one transfer for its readers: by agreement (KeyAgreeRecipientInfo: RFC 5753 over P-256, RFC 8418
 * over X25519) or by encapsulation ({@link KemRecipient}), as the reader's key is. One ephemeral key per curve and one agreement
 * per reader serve the whole transfer; every wrap has keying material of its own, and thus a key-encryption key of its own.
 * Every encapsulation is new.
 *
 * <p>Guarantees: who has none of the readers' private keys learns nothing of a content key; the ephemeral keys are never
 * stored. Not promised: that a reader knows who made the envelope; the signature says that. Not thread-safe, one per
 * transfer.
 */
public final class KeyWrapping {
    /** As long as the output of the hash it goes into (RFC 8418 asks for no more). */
    private static final int UKM_BYTES = 32;

    private static final byte[] VERSION = Der.integer(3);

    private final SecureRandom random;
    private final Map<Suite, AgreementPrivateKey> ephemeral = new EnumMap<>(Suite.class);
    private final Map<Digest, AgreedSecret> agreed = new HashMap<>();

    /** For one transfer. */
    public KeyWrapping(SecureRandom random) {
        this.random = random;
    }

    /** The content key for a reader, its certificate named by issuer and serial number. */
    public ReaderKey wrap(ReaderCertificate reader, ContentKey key) {
        return wrap(reader, RecipientId.Form.ISSUER_AND_SERIAL, key);
    }

    /** The content key for a reader; a certificate without subject key identifier is named by issuer and serial number. */
    public ReaderKey wrap(ReaderCertificate reader, RecipientId.Form form, ContentKey key) {
        byte[] secret = key.bytes();
        try {
            byte[] der = switch (reader.key()) {
                case AgreementPublicKey agreeing -> agree(reader, agreeing, form, secret);
                case KemPublicKey kem -> KemRecipient.wrap(reader, kem, form, secret, random);
            };
            return new ReaderKey(reader.partner(), reader.thumbprint(), new RecipientInfo(der));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private byte[] agree(ReaderCertificate reader, AgreementPublicKey key, RecipientId.Form form, byte[] secret) {
        byte[] ukm = new byte[UKM_BYTES];
        random.nextBytes(ukm);
        byte[] wrapAlgorithm = SharedInfo.wrapAlgorithm();
        SecretKey wrapping = agreed(reader, key).keyEncryptionKey(SharedInfo.of(wrapAlgorithm, ukm), ukm);
        return recipientInfo(reader, key.suite(), form, ukm, wrapAlgorithm, Sealing.wrap(wrapping, secret));
    }

    private AgreedSecret agreed(ReaderCertificate reader, AgreementPublicKey key) {
        return agreed.computeIfAbsent(
                reader.thumbprint(), _ -> ephemeral(key.suite()).agree(key));
    }

    private AgreementPrivateKey ephemeral(Suite suite) {
        return ephemeral.computeIfAbsent(suite, wanted -> AgreementPrivateKey.generate(wanted, random));
    }

    private byte[] recipientInfo(
            ReaderCertificate reader,
            Suite suite,
            RecipientId.Form form,
            byte[] ukm,
            byte[] wrapAlgorithm,
            byte[] wrapped) {
        byte[] originator = Der.element(
                Der.CONSTRUCTED_CONTEXT,
                Der.element(
                        Der.CONSTRUCTED_CONTEXT + 1,
                        originatorAlgorithm(suite),
                        Der.bits(ephemeral(suite).publicKey().encoded())));
        byte[] keyEncryption = Der.element(Der.SEQUENCE, Der.oid(scheme(suite)), wrapAlgorithm);
        byte[] encryptedKey = Der.element(Der.SEQUENCE, recipient(reader, form), Der.octets(wrapped));
        return Der.element(
                Der.CONSTRUCTED_CONTEXT + 1,
                VERSION,
                originator,
                Der.element(Der.CONSTRUCTED_CONTEXT + 1, Der.octets(ukm)),
                keyEncryption,
                Der.element(Der.SEQUENCE, encryptedKey));
    }

    private static byte[] recipient(ReaderCertificate reader, RecipientId.Form form) {
        byte[] identifier = RecipientId.subjectKeyIdentifier(reader.certificate());
        return form == RecipientId.Form.ISSUER_AND_SERIAL || identifier.length == 0
                ? Der.element(Der.SEQUENCE, RecipientId.issuerAndSerialDer(reader.certificate()))
                : Der.element(Der.CONSTRUCTED_CONTEXT, Der.octets(identifier));
    }

    private static String scheme(Suite suite) {
        return suite == Suite.READER_X25519 ? Suites.OID_ECDH_HKDF_SHA256 : Suites.OID_ECDH_SHA256_KDF;
    }

    /** RFC 5753 section 7.1.1 and RFC 8410 section 3: the curve stands in the parameters, or is the algorithm. */
    private static byte[] originatorAlgorithm(Suite suite) {
        return suite == Suite.READER_X25519
                ? Der.element(Der.SEQUENCE, Der.oid(Suites.OID_X25519))
                : Der.element(Der.SEQUENCE, Der.oid(Suites.OID_EC_PUBLIC_KEY), Der.oid(Suites.OID_P256));
    }
}
