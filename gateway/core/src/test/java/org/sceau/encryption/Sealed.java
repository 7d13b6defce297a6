package org.sceau.encryption;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.sceau.suites.ContentEncryption;
import org.sceau.vault.ContentKey;

/** Makes whole envelopes in memory for tests. */
final class Sealed {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sealed() {}

    static byte[] cms(byte[] clear, TestReader... readers) {
        return cms(clear, RecipientId.Form.ISSUER_AND_SERIAL, readers);
    }

    static byte[] cms(byte[] clear, RecipientId.Form form, TestReader... readers) {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        RANDOM.nextBytes(key);
        RANDOM.nextBytes(nonce);
        byte[] ciphertext = new byte[clear.length + 16];
        ContentEncryption encryption = ContentEncryption.start(key, nonce);
        int written = encryption.update(clear, 0, clear.length, ciphertext, 0);
        ContentEncryption.Last last = encryption.finish();
        System.arraycopy(last.held(), 0, ciphertext, written, last.held().length);
        KeyWrapping wrapping = new KeyWrapping(RANDOM);
        ContentKey contentKey = new ContentKey(key);
        List<RecipientInfo> recipients = Arrays.stream(readers)
                .map(reader -> wrapping.wrap(reader.reader(), form, contentKey).recipientInfo())
                .toList();
        HexFormat hex = HexFormat.of();
        CmsEnvelope envelope =
                CmsEnvelope.of(recipients, hex.formatHex(nonce), hex.formatHex(last.tag()), clear.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            envelope.writeTo(new ByteArrayInputStream(ciphertext, 0, clear.length), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** An object with some bytes put over its own, or between them. */
    static byte[] spliced(byte[] cms, byte[] splice, long place, boolean insert) {
        int at = Math.floorMod(place, cms.length - splice.length);
        byte[] altered = insert ? Arrays.copyOf(cms, cms.length + splice.length) : cms.clone();
        if (insert) {
            System.arraycopy(cms, at, altered, at + splice.length, cms.length - at);
        }
        System.arraycopy(splice, 0, altered, at, splice.length);
        return altered;
    }
}
