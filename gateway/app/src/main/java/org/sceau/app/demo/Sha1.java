package org.sceau.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1, which FHIR R4 prescribes for {@code attachment.hash} and which protects nothing. */
final class Sha1 {
    private Sha1() {}

    static byte[] of(InputStream content) throws IOException {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            try (DigestInputStream in = new DigestInputStream(content, sha1)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return sha1.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
