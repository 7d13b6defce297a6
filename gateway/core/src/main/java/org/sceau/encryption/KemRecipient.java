package org.sceau.encryption;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.suites.Encapsulation;
import org.sceau.suites.KemPrivateKey;
import org.sceau.suites.KemPublicKey;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;
import org.sceau.suites.Suite;
import org.sceau.suites.Suites;

/**
 * KEMRecipientInfo (RFC 9629) with ML-KEM (RFC 9936) or composite ML-KEM (draft-ietf-lamps-cms-composite-kem): HKDF with
 * SHA-256 and AES-256 key wrap, written without keying material, which every encapsulation makes superfluous, and read with it.
 */
final class KemRecipient {
    /** OtherRecipientInfo, RFC 5652 section 6.2.5. */
    static final int TAG = Der.CONSTRUCTED_CONTEXT + 4;

    private static final byte[] TYPE = Der.oid(Suites.OID_KEM_RECIPIENT);
    private static final byte[] VERSION = Der.integer(0);
    private static final byte[] KDF = Der.element(Der.SEQUENCE, Der.oid(Suites.OID_HKDF_SHA256));
    private static final byte[] WRAP = SharedInfo.wrapAlgorithm();
    private static final byte[] KEY_BYTES = Der.integer(Suites.KEY_BYTES);
    private static final Map<Suite, byte[]> ALGORITHMS = Map.of(
            Suite.READER_MLKEM768, algorithm(Suites.OID_MLKEM768),
            Suite.READER_MLKEM1024, algorithm(Suites.OID_MLKEM1024),
            Suite.READER_HYBRID, algorithm(Suites.OID_MLKEM768_P256));
    /** All but keying material. */
    private static final int FIELDS = 8;

    private final List<BerNode> fields;
    private final byte[] ukm;

    private KemRecipient(List<BerNode> fields, byte[] ukm) {
        this.fields = fields;
        this.ukm = ukm;
    }

    static byte[] wrap(
            ReaderCertificate reader, KemPublicKey key, RecipientId.Form form, byte[] secret, SecureRandom random) {
        Encapsulation made = key.encapsulate(random);
        byte[] wrapped = Sealing.wrap(made.secret().keyEncryptionKey(info(WRAP, new byte[0]), new byte[0]), secret);
        byte[] kem = Der.element(
                Der.SEQUENCE,
                VERSION,
                RecipientId.recipient(reader.certificate(), form),
                algorithmOf(key.suite()),
                Der.octets(made.ciphertext()),
                KDF,
                KEY_BYTES,
                WRAP,
                Der.octets(wrapped));
        return Der.element(TAG, TYPE, kem);
    }

    /** Reads its form; empty when an OtherRecipientInfo is of another type. */
    static Optional<KemRecipient> of(BerNode recipientInfo) {
        List<BerNode> typed = recipientInfo.children(TAG);
        MalformedCms.require(typed.size() == 2);
        if (!typed.getFirst().isOid(TYPE)) {
            return Optional.empty();
        }
        List<BerNode> fields = typed.getLast().children(Der.SEQUENCE);
        boolean keyed = fields.size() == FIELDS + 1;
        MalformedCms.require((keyed || fields.size() == FIELDS)
                && Arrays.equals(fields.getFirst().der(), VERSION));
        byte[] ukm = keyed ? fields.get(6).only(Der.CONSTRUCTED_CONTEXT).content(Der.OCTET_STRING) : new byte[0];
        return Optional.of(new KemRecipient(fields, ukm));
    }

    RecipientId reader() {
        return RecipientId.of(fields.get(1));
    }

    Optional<Suite> suite() {
        return ALGORITHMS.keySet().stream()
                .filter(suite -> is(2, algorithmOf(suite)))
                .findFirst();
    }

    /** The content key; throws {@link SealBroken} when it does not unwrap under this private key. */
    byte[] unwrap(KemPrivateKey key) {
        MalformedCms.requireSupported(
                is(2, algorithmOf(key.suite())) && is(4, KDF) && is(5, KEY_BYTES) && is(fields.size() - 2, WRAP));
        byte[] ciphertext = fields.get(3).content(Der.OCTET_STRING);
        MalformedCms.require(ciphertext.length == KemPublicKey.ciphertextBytes(key.suite()));
        return Sealing.unwrap(
                key.decapsulate(ciphertext).keyEncryptionKey(info(WRAP, ukm), ukm),
                fields.getLast().content(Der.OCTET_STRING));
    }

    private boolean is(int field, byte[] der) {
        return Arrays.equals(fields.get(field).der(), der);
    }

    /** CMSORIforKEMOtherInfo, RFC 9629 section 5. */
    private static byte[] info(byte[] wrap, byte[] ukm) {
        return ukm.length == 0
                ? Der.element(Der.SEQUENCE, wrap, KEY_BYTES)
                : Der.element(Der.SEQUENCE, wrap, KEY_BYTES, Der.element(Der.CONSTRUCTED_CONTEXT, Der.octets(ukm)));
    }

    private static byte[] algorithmOf(Suite suite) {
        return Optional.ofNullable(ALGORITHMS.get(suite))
                .orElseThrow(() -> new IllegalArgumentException("no keys are encapsulated in " + suite.id()));
    }

    private static byte[] algorithm(String oid) {
        return Der.element(Der.SEQUENCE, Der.oid(oid));
    }
}
