package org.sceau.encryption;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.sceau.suites.Suites;

/**
 * A CMS AuthEnvelopedData (RFC 5083, RFC 5084) composed around a ciphertext that lies elsewhere: only what stands before and
 * after it is made here, so its length is known before its first byte and memory does not grow with the document. DER;
 * AES-256-GCM with a tag of 16 bytes, no attributes (OpenSSL 3.0 cannot read authenticated ones). Immutable, thread-safe;
 * each writing needs a ciphertext stream of its own.
 *
 * <p>What binds an envelope to its transfer is the signed digest of the clear bytes, not the envelope.
 */
public final class CmsEnvelope {
    private static final int COPY_BYTES = 64 * 1024;

    private final byte[] before;
    private final long ciphertextBytes;
    private final byte[] after;

    private CmsEnvelope(byte[] before, long ciphertextBytes, byte[] after) {
        this.before = before;
        this.ciphertextBytes = ciphertextBytes;
        this.after = after;
    }

    /**
     * The envelope of one stored object.
     *
     * @param readers at least one
     * @param nonce 12 bytes as hexadecimal
     * @param tag 16 bytes as hexadecimal
     * @param ciphertextBytes exact length of the ciphertext, without the tag
     */
    public static CmsEnvelope of(List<RecipientInfo> readers, String nonce, String tag, long ciphertextBytes) {
        byte[] nonceBytes = HexFormat.of().parseHex(nonce);
        byte[] tagBytes = HexFormat.of().parseHex(tag);
        if (readers.isEmpty()
                || ciphertextBytes < 0
                || nonceBytes.length != Suites.NONCE_BYTES
                || tagBytes.length != Suites.TAG_BYTES) {
            throw new IllegalArgumentException("an envelope has readers, a nonce of 12 bytes and a tag of 16");
        }
        byte[] mac = Der.octets(tagBytes);
        byte[] content = concat(encryption(nonceBytes), Der.header(Der.PRIMITIVE_CONTEXT, ciphertextBytes));
        long contentBytes = content.length + ciphertextBytes;
        byte[] opening = concat(Der.integer(0), recipients(readers), Der.header(Der.SEQUENCE, contentBytes), content);
        long innerBytes = opening.length + ciphertextBytes + mac.length;
        byte[] enveloped = Der.header(Der.SEQUENCE, innerBytes);
        byte[] explicit = Der.header(Der.CONSTRUCTED_CONTEXT, enveloped.length + innerBytes);
        byte[] type = Der.oid(Suites.OID_AUTH_ENVELOPED_DATA);
        long outerBytes = type.length + explicit.length + enveloped.length + innerBytes;
        return new CmsEnvelope(
                concat(Der.header(Der.SEQUENCE, outerBytes), type, explicit, enveloped, opening), ciphertextBytes, mac);
    }

    /** Exact length of the envelope. */
    public long lengthBytes() {
        return before.length + ciphertextBytes + after.length;
    }

    /**
     * Writes the envelope around the ciphertext, in constant memory; closes neither stream. Throws {@link EnvelopeBroken}
     * when the ciphertext has not the announced length: what was written is void then.
     */
    public void writeTo(InputStream ciphertext, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, lengthBytes())];
        InputStream all = asStream(ciphertext);
        for (int read = all.read(buffer); read >= 0; read = all.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    /** The same bytes to be read; closing it closes the ciphertext. Not thread-safe. */
    public InputStream asStream(InputStream ciphertext) {
        return new EnvelopeStream(
                new ByteArrayInputStream(before), ciphertext, ciphertextBytes, new ByteArrayInputStream(after));
    }

    @Override
    public String toString() {
        return "CmsEnvelope[" + lengthBytes() + " bytes]";
    }

    /** Content type and algorithm, with the parameters that carry the nonce: ICVlen is written, for its default is 12. */
    private static byte[] encryption(byte[] nonce) {
        return concat(
                Der.oid(Suites.OID_DATA),
                Der.element(
                        Der.SEQUENCE,
                        Der.oid(Suites.OID_AES256_GCM),
                        Der.element(Der.SEQUENCE, Der.octets(nonce), Der.integer(Suites.TAG_BYTES))));
    }

    /** A DER SET OF: sorted by encoding. */
    private static byte[] recipients(List<RecipientInfo> readers) {
        return Der.element(
                Der.SET,
                readers.stream()
                        .map(RecipientInfo::der)
                        .sorted(Arrays::compareUnsigned)
                        .toArray(byte[][]::new));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
