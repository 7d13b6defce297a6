package org.sceau.proof;

import java.util.Base64;

/** RFC 4648 base64 that has one text for one value: no blank, no missing padding, no stray bits at the end. */
final class StrictBase64 {
    private StrictBase64() {}

    static byte[] url(Part part, String text, String where) {
        return decode(
                part,
                text,
                where,
                Base64.getUrlDecoder(),
                Base64.getUrlEncoder().withoutPadding());
    }

    static byte[] standard(Part part, String text, String where) {
        return decode(part, text, where, Base64.getDecoder(), Base64.getEncoder());
    }

    static Digest sha256(Part part, String base64Url, String where) {
        byte[] value = url(part, base64Url, where);
        if (value.length != 32) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, where);
        }
        return Digest.of(value);
    }

    private static byte[] decode(Part part, String text, String where, Base64.Decoder from, Base64.Encoder to) {
        byte[] value;
        try {
            value = from.decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, where);
        }
        if (!to.encodeToString(value).equals(text)) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, where);
        }
        return value;
    }
}
