package org.sceau.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.sceau.suites.Suite;

/** DER of one CMS RecipientInfo (RFC 5652, section 6.2): a content key that one reader's private key opens. Immutable. */
public final class RecipientInfo {
    private final byte[] der;

    /** Wraps a copy. */
    public RecipientInfo(byte[] der) {
        this.der = der.clone();
    }

    /** A copy of the encoding. */
    public byte[] der() {
        return der.clone();
    }

    /** In which suite the key is wrapped; empty for one that this program would not have wrapped so. */
    public Optional<Suite> suite() {
        try {
            BerInput in = new BerInput(new ByteArrayInputStream(der), CmsLimits.DEFAULT);
            BerNode node = in.node(in.next());
            in.requireEnd();
            return switch (node.tag()) {
                case KeyAgreeRecipient.TAG -> Optional.of(KeyAgreeRecipient.suite(node));
                case KemRecipient.TAG -> KemRecipient.of(node).flatMap(KemRecipient::suite);
                default -> Optional.empty();
            };
        } catch (IOException | MalformedCms e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecipientInfo that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "RecipientInfo[" + der.length + " bytes]";
    }
}
