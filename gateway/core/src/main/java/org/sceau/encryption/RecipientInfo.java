package org.sceau.encryption;

import java.util.Arrays;

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
