package org.sceau.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads for whom an object sealed by its sender was sealed, to its last byte, without a key. Unauthenticated kinds of
 * envelopes (RFC 5652 EnvelopedData) are refused. Throws nothing but what its stream throws. Immutable, thread-safe.
 */
public final class CmsInspector {
    private static final int PASSWORD = Der.CONSTRUCTED_CONTEXT + 3;
    private static final int SHARED_KEY = Der.CONSTRUCTED_CONTEXT + 2;

    private final CmsLimits limits;

    /** With the limits given. */
    public CmsInspector(CmsLimits limits) {
        this.limits = limits;
    }

    /** Reads the object; closes nothing. */
    public CmsInspection inspect(InputStream cms) throws IOException {
        try {
            CmsWalk walk = new CmsWalk(cms, limits);
            List<RecipientId> readers = new ArrayList<>();
            for (BerNode recipientInfo : walk.head().recipientInfos()) {
                readers.addAll(readers(recipientInfo));
            }
            long[] size = new long[1];
            walk.content((buffer, length) -> size[0] += length);
            walk.tail();
            return new CmsInspection.Envelope(readers, size[0]);
        } catch (MalformedCms e) {
            return new CmsInspection.Refused(e.fault());
        }
    }

    private static List<RecipientId> readers(BerNode recipientInfo) {
        return switch (recipientInfo.tag()) {
            case KeyAgreeRecipient.TAG -> {
                List<RecipientId> readers = KeyAgreeRecipient.encryptedKeys(recipientInfo).stream()
                        .map(KeyAgreeRecipient.EncryptedKey::reader)
                        .toList();
                MalformedCms.require(!readers.isEmpty());
                yield readers;
            }
            case Der.SEQUENCE -> List.of(transportReader(recipientInfo));
            case KemRecipient.TAG ->
                List.of(KemRecipient.of(recipientInfo)
                        .map(KemRecipient::reader)
                        .orElseGet(RecipientId.WithoutCertificate::new));
            case PASSWORD, SHARED_KEY -> List.of(new RecipientId.WithoutCertificate());
            default -> throw new MalformedCms(CmsFault.MALFORMED);
        };
    }

    /** KeyTransRecipientInfo, RFC 5652 section 6.2.1. */
    private static RecipientId transportReader(BerNode recipientInfo) {
        List<BerNode> parts = recipientInfo.children(Der.SEQUENCE);
        MalformedCms.require(parts.size() == 4);
        return RecipientId.of(parts.get(1));
    }
}
