package org.sceau.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.suites.AgreementPrivateKey;
import org.sceau.suites.ContentDecryption;
import org.sceau.suites.KemPrivateKey;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Suites;

/**
 * Opens AuthEnvelopedData with a reader's private key: ours, and those of OpenSSL and Bouncy Castle made with the same
 * algorithms. BER or DER, in constant memory. Throws nothing but what its streams throw. Immutable, thread-safe.
 */
public final class CmsReader {
    private static final byte[] GCM = Der.oid(Suites.OID_AES256_GCM);

    private final CmsLimits limits;

    /** With the limits given. */
    public CmsReader(CmsLimits limits) {
        this.limits = limits;
    }

    /**
     * Decrypts to {@code clear} as the object is read. The tag comes last: unless the outcome is
     * {@link CmsOpening.Opened}, what was written is worth nothing and MUST be thrown away. Closes no stream.
     */
    public CmsOpening open(InputStream cms, X509Certificate certificate, PrivateKey key, OutputStream clear)
            throws IOException {
        try {
            CmsWalk walk = new CmsWalk(cms, limits);
            CmsWalk.Head head = walk.head();
            byte[] nonce = nonce(head.algorithm());
            for (BerNode recipientInfo : head.recipientInfos()) {
                Optional<byte[]> contentKey = contentKey(recipientInfo, certificate, key);
                if (contentKey.isPresent()) {
                    return decrypt(walk, contentKey.get(), nonce, clear);
                }
            }
            return new CmsOpening.NotAddressed();
        } catch (MalformedCms e) {
            return new CmsOpening.Refused(e.fault());
        } catch (SealBroken e) {
            return new CmsOpening.Refused(CmsFault.ALTERED);
        }
    }

    /** The content key, where the recipientInfo names the certificate; kinds that we never open name nobody. */
    private static Optional<byte[]> contentKey(BerNode recipientInfo, X509Certificate certificate, PrivateKey key) {
        return switch (recipientInfo.tag()) {
            case KeyAgreeRecipient.TAG ->
                KeyAgreeRecipient.encryptedKeys(recipientInfo).stream()
                        .filter(candidate -> candidate.reader().names(certificate))
                        .findFirst()
                        .map(candidate -> KeyAgreeRecipient.of(recipientInfo)
                                .unwrap(usable(AgreementPrivateKey.of(key)), candidate.key()));
            case KemRecipient.TAG ->
                KemRecipient.of(recipientInfo)
                        .filter(candidate -> candidate.reader().names(certificate))
                        .map(candidate -> candidate.unwrap(usable(KemPrivateKey.of(key))));
            default -> Optional.empty();
        };
    }

    private static <T> T usable(Optional<T> key) {
        return key.orElseThrow(() -> new MalformedCms(CmsFault.UNSUPPORTED));
    }

    private static CmsOpening decrypt(CmsWalk walk, byte[] contentKey, byte[] nonce, OutputStream clear)
            throws IOException {
        ContentDecryption decryption = ContentDecryption.start(contentKey, nonce);
        Arrays.fill(contentKey, (byte) 0);
        MessageDigest digest = Suites.sha256();
        long[] size = new long[1];
        walk.content((buffer, length) -> {
            decryption.update(buffer, 0, length);
            digest.update(buffer, 0, length);
            size[0] += length;
            clear.write(buffer, 0, length);
        });
        decryption.verify(walk.tail());
        return new CmsOpening.Opened(size[0], Digest.of(digest.digest()));
    }

    /** RFC 5084 section 3.2; a tag shorter than 16 bytes, its default among them, is not accepted. */
    private static byte[] nonce(BerNode algorithm) {
        List<BerNode> parts = algorithm.children(Der.SEQUENCE);
        MalformedCms.requireSupported(parts.size() == 2 && parts.getFirst().isOid(GCM));
        List<BerNode> parameters = parts.getLast().children(Der.SEQUENCE);
        MalformedCms.requireSupported(
                parameters.size() == 2 && Arrays.equals(parameters.getLast().der(), Der.integer(Suites.TAG_BYTES)));
        byte[] nonce = parameters.getFirst().content(Der.OCTET_STRING);
        MalformedCms.requireSupported(nonce.length == Suites.NONCE_BYTES);
        return nonce;
    }
}
