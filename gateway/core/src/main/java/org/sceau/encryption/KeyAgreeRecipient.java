package org.sceau.encryption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sceau.suites.AgreementPrivateKey;
import org.sceau.suites.AgreementPublicKey;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;
import org.sceau.suites.Suite;
import org.sceau.suites.Suites;

/** Reads KeyAgreeRecipientInfo (RFC 5652, 6.2.2) with an ephemeral originator key, the only kind that is opened. */
final class KeyAgreeRecipient {
    static final int TAG = Der.CONSTRUCTED_CONTEXT + 1;
    private static final byte[] VERSION = {3};
    private static final byte[] NO_PARAMETERS = {Der.NULL, 0};
    private static final byte[] WRAP = Der.oid(Suites.OID_AES256_WRAP);

    private final AgreementPublicKey originator;
    private final byte[] ukm;
    private final BerNode wrapAlgorithm;

    private KeyAgreeRecipient(AgreementPublicKey originator, byte[] ukm, BerNode wrapAlgorithm) {
        this.originator = originator;
        this.ukm = ukm;
        this.wrapAlgorithm = wrapAlgorithm;
    }

    /** Named reader and wrapped key, one per RecipientEncryptedKey. */
    record EncryptedKey(RecipientId reader, BerNode key) {}

    static List<EncryptedKey> encryptedKeys(BerNode recipientInfo) {
        List<EncryptedKey> keys = new ArrayList<>();
        List<BerNode> fields = recipientInfo.children(TAG);
        MalformedCms.require(!fields.isEmpty());
        for (BerNode entry : fields.getLast().children(Der.SEQUENCE)) {
            List<BerNode> parts = entry.children(Der.SEQUENCE);
            MalformedCms.require(parts.size() == 2);
            keys.add(new EncryptedKey(reader(parts.getFirst()), parts.getLast()));
        }
        return keys;
    }

    private static RecipientId reader(BerNode identifier) {
        return identifier.tag() == Der.SEQUENCE
                ? RecipientId.of(RecipientId.Form.ISSUER_AND_SERIAL, identifier.childrenDer())
                : RecipientId.of(
                        RecipientId.Form.SUBJECT_KEY,
                        identifier.only(Der.CONSTRUCTED_CONTEXT).content(Der.OCTET_STRING));
    }

    static KeyAgreeRecipient of(BerNode recipientInfo) {
        List<BerNode> parts = recipientInfo.children(TAG);
        MalformedCms.require(parts.size() == 4 || parts.size() == 5);
        MalformedCms.require(Arrays.equals(parts.getFirst().content(Der.INTEGER), VERSION));
        byte[] ukm = parts.size() == 5
                ? parts.get(2).only(Der.CONSTRUCTED_CONTEXT + 1).content(Der.OCTET_STRING)
                : new byte[0];
        List<BerNode> encryption = encryption(parts);
        Suite suite = scheme(encryption.getFirst());
        requireWrap(encryption.getLast());
        BerNode originator = parts.get(1).only(Der.CONSTRUCTED_CONTEXT);
        MalformedCms.requireSupported(originator.tag() == Der.CONSTRUCTED_CONTEXT + 1);
        return new KeyAgreeRecipient(originator(suite, originator), ukm, encryption.getLast());
    }

    /** By its scheme; the point is not looked at. */
    static Suite suite(BerNode recipientInfo) {
        List<BerNode> parts = recipientInfo.children(TAG);
        MalformedCms.require(parts.size() == 4 || parts.size() == 5);
        return scheme(encryption(parts).getFirst());
    }

    private static List<BerNode> encryption(List<BerNode> parts) {
        List<BerNode> encryption = parts.get(parts.size() - 2).children(Der.SEQUENCE);
        MalformedCms.requireSupported(encryption.size() == 2);
        return encryption;
    }

    private static Suite scheme(BerNode scheme) {
        if (scheme.isOid(Der.oid(Suites.OID_ECDH_SHA256_KDF))) {
            return Suite.READER_P256;
        }
        MalformedCms.requireSupported(scheme.isOid(Der.oid(Suites.OID_ECDH_HKDF_SHA256)));
        return Suite.READER_X25519;
    }

    private static void requireWrap(BerNode algorithm) {
        List<BerNode> parts = algorithm.children(Der.SEQUENCE);
        MalformedCms.requireSupported(!parts.isEmpty() && parts.getFirst().isOid(WRAP));
        requireParameters(parts, NO_PARAMETERS);
    }

    private static AgreementPublicKey originator(Suite suite, BerNode originatorKey) {
        List<BerNode> parts = originatorKey.children(Der.CONSTRUCTED_CONTEXT + 1);
        MalformedCms.require(parts.size() == 2);
        List<BerNode> algorithm = parts.getFirst().children(Der.SEQUENCE);
        boolean x25519 = suite == Suite.READER_X25519;
        byte[] expected = Der.oid(x25519 ? Suites.OID_X25519 : Suites.OID_EC_PUBLIC_KEY);
        MalformedCms.requireSupported(
                !algorithm.isEmpty() && algorithm.getFirst().isOid(expected));
        requireParameters(algorithm, x25519 ? NO_PARAMETERS : Der.oid(Suites.OID_P256));
        byte[] bits = parts.getLast().content(Der.BIT_STRING);
        MalformedCms.require(bits.length > 0 && bits[0] == 0);
        Optional<AgreementPublicKey> key = AgreementPublicKey.decode(suite, Arrays.copyOfRange(bits, 1, bits.length));
        MalformedCms.require(key.isPresent());
        return key.get();
    }

    /** Parameters may be absent, NULL, or the ones named. */
    private static void requireParameters(List<BerNode> algorithm, byte[] named) {
        if (algorithm.size() == 1) {
            return;
        }
        byte[] parameters = algorithm.get(1).der();
        MalformedCms.requireSupported(algorithm.size() == 2
                && (Arrays.equals(parameters, named) || Arrays.equals(parameters, NO_PARAMETERS)));
    }

    /** The content key; throws {@link SealBroken} when it does not unwrap under this private key. */
    byte[] unwrap(AgreementPrivateKey key, BerNode encryptedKey) {
        byte[] context = SharedInfo.of(wrapAlgorithm.der(), ukm);
        return Sealing.unwrap(
                key.agree(originator).keyEncryptionKey(context, ukm), encryptedKey.content(Der.OCTET_STRING));
    }
}
