package org.sceau.encryption;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A reader of AuthEnvelopedData for one ML-KEM key, written from the text of RFC 5083, RFC 9629 and RFC 9936 on the JDK alone.
 * It shares no code with the gateway, and takes the one recipientInfo whose algorithm is its own.
 */
final class RfcKemReader {
    private static final String KEM_RECIPIENT = "060b2a864886f70d010910" + "0d03";
    private static final String HKDF_SHA256 = "300d060b2a864886f70d010910031c";
    private static final String AES256_WRAP = "300b060960864801650304012d";

    private RfcKemReader() {}

    /** An element of DER. */
    private static final class Tlv {
        private final int tag;
        private final byte[] encoded;
        private final byte[] value;

        private Tlv(int tag, byte[] encoded, byte[] value) {
            this.tag = tag;
            this.encoded = encoded;
            this.value = value;
        }

        List<Tlv> parts() {
            List<Tlv> parts = new ArrayList<>();
            for (int at = 0; at < value.length; ) {
                Tlv part = at(value, at);
                parts.add(part);
                at += part.encoded.length;
            }
            return parts;
        }

        static Tlv at(byte[] bytes, int start) {
            int at = start + 2;
            int length = bytes[start + 1] & 0xFF;
            if (length >= 0x80) {
                int octets = length - 0x80;
                length = 0;
                for (int i = 0; i < octets; i++) {
                    length = (length << 8) | (bytes[at++] & 0xFF);
                }
            }
            return new Tlv(
                    bytes[start] & 0xFF,
                    Arrays.copyOfRange(bytes, start, at + length),
                    Arrays.copyOfRange(bytes, at, at + length));
        }

        String hex() {
            return HexFormat.of().formatHex(encoded);
        }
    }

    /** A way from a ciphertext to the shared secret. */
    @FunctionalInterface
    interface Decapsulation {
        byte[] secret(byte[] ciphertext) throws GeneralSecurityException;
    }

    static byte[] open(byte[] cms, PrivateKey key, String kemOid) throws GeneralSecurityException {
        return open(
                cms,
                kemOid,
                ciphertext -> KEM.getInstance("ML-KEM")
                        .newDecapsulator(key)
                        .decapsulate(ciphertext)
                        .getEncoded());
    }

    /** Composite ML-KEM with its two private keys and the reader's own point (draft-ietf-lamps-pq-composite-kem, 3.3). */
    static byte[] open(byte[] cms, PrivateKey lattice, PrivateKey curve, Ephemeral points, byte[] own)
            throws GeneralSecurityException {
        return open(cms, "06082b06010505070" + "63b", ciphertext -> {
            byte[] first = KEM.getInstance("ML-KEM")
                    .newDecapsulator(lattice)
                    .decapsulate(Arrays.copyOf(ciphertext, 1088))
                    .getEncoded();
            byte[] point = Arrays.copyOfRange(ciphertext, 1088, ciphertext.length);
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(curve);
            agreement.doPhase(points.key(point), true);
            MessageDigest sha3 = MessageDigest.getInstance("SHA3-256");
            sha3.update(first);
            sha3.update(agreement.generateSecret());
            sha3.update(point);
            sha3.update(own);
            return sha3.digest("MLKEM768-P256".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
    }

    /** Makes a public key of an uncompressed point. */
    @FunctionalInterface
    interface Ephemeral {
        java.security.PublicKey key(byte[] point) throws GeneralSecurityException;
    }

    private static byte[] open(byte[] cms, String kemOid, Decapsulation decapsulation) throws GeneralSecurityException {
        List<Tlv> enveloped = Tlv.at(cms, 0).parts().get(1).parts().getFirst().parts();
        for (Tlv recipient : enveloped.get(1).parts()) {
            List<Tlv> typed = recipient.parts();
            if (recipient.tag == 0xA4 && typed.getFirst().hex().equals(KEM_RECIPIENT)) {
                List<Tlv> kem = typed.get(1).parts();
                if (kem.get(2).parts().getFirst().hex().equals(kemOid)) {
                    return content(enveloped, contentKey(kem, decapsulation));
                }
            }
        }
        throw new GeneralSecurityException("no such recipient");
    }

    /** RFC 9629 section 3: version, rid, kem, kemct, kdf, kekLength, ukm, wrap, encryptedKey. */
    private static SecretKey contentKey(List<Tlv> kem, Decapsulation decapsulation) throws GeneralSecurityException {
        if (kem.size() != 8
                || !kem.get(0).hex().equals("020100")
                || kem.get(2).parts().size() != 1
                || !kem.get(4).hex().equals(HKDF_SHA256)
                || !kem.get(5).hex().equals("020120")
                || !kem.get(6).hex().equals(AES256_WRAP)) {
            throw new GeneralSecurityException("not as RFC 9936 says");
        }
        byte[] secret = decapsulation.secret(kem.get(3).value);
        byte[] info = HexFormat.of().parseHex("3010" + AES256_WRAP + "020120");
        SecretKey wrapping = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(new SecretKeySpec(secret, "Generic"))
                                .thenExpand(info, 32));
        Cipher unwrap = Cipher.getInstance("AESWrap");
        unwrap.init(Cipher.UNWRAP_MODE, wrapping);
        return (SecretKey) unwrap.unwrap(kem.get(7).value, "AES", Cipher.SECRET_KEY);
    }

    private static byte[] content(List<Tlv> enveloped, SecretKey key) throws GeneralSecurityException {
        List<Tlv> encrypted = enveloped.get(2).parts();
        byte[] nonce = encrypted.get(1).parts().get(1).parts().getFirst().value;
        byte[] tag = enveloped.get(3).value;
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        gcm.update(encrypted.get(2).value);
        return gcm.doFinal(tag);
    }
}
