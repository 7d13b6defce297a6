package org.sceau.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.sceau.identity.PatientIdentifier;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * Keyed hashes that stand in the ledger for identifiers. Each use has its own domain, and identifiers of submissions,
 * documents and lists are hashed together with their sender, so that equal identifiers of two senders are not alike.
 *
 * <p>Guarantees: who has the database but not the index key cannot tell which patient or identifier a hash stands for, nor
 * try guesses. Not hidden: that two rows are about the same patient. Thread-safe.
 */
public final class Blinding {
    private final SecretKey key;

    /** Hashes under the index key, whose algorithm is the hash's. */
    public Blinding(SecretKey indexKey) {
        this.key = indexKey;
    }

    /** A patient: white space is left out, case ignored. */
    public Digest patient(PatientIdentifier patient) {
        return hash("patient", normal(patient.system()), normal(patient.value()));
    }

    /** The identifier of a sender's submission. */
    public Digest submission(PartnerId sender, String uniqueId) {
        return hash("submission", sender.value(), uniqueId);
    }

    /** An identifier of a sender's document. */
    public Digest document(PartnerId sender, String uniqueId) {
        return hash("document", sender.value(), uniqueId);
    }

    /** The identifier of a sender's folder. */
    public Digest folder(PartnerId sender, String uniqueId) {
        return hash("folder", sender.value(), uniqueId);
    }

    /** Content: equal for equal digests of a sender, and only there. */
    public Digest content(PartnerId sender, Iterable<Digest> digests) {
        StringBuilder all = new StringBuilder();
        digests.forEach(digest -> all.append(digest.hex()).append(' '));
        return hash("content", sender.value(), all.toString());
    }

    private Digest hash(String domain, String... parts) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            feed(mac, domain);
            for (String part : parts) {
                feed(mac, part);
            }
            return Digest.of(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the index key cannot be used", e);
        }
    }

    private static void feed(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private static String normal(String part) {
        StringBuilder kept = new StringBuilder(part.length());
        part.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(kept::appendCodePoint);
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}
