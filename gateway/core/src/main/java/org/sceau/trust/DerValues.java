package org.sceau.trust;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Values of DER elements (ITU-T X.690). */
final class DerValues {
    private DerValues() {}

    /** A SEQUENCE again, of its content. */
    static byte[] sequence(byte[] content) {
        int octets = content.length < 0x80 ? 0 : content.length <= 0xff ? 1 : content.length <= 0xffff ? 2 : 3;
        byte[] whole = new byte[2 + octets + content.length];
        whole[0] = DerStream.SEQUENCE;
        whole[1] = (byte) (octets == 0 ? content.length : 0x80 | octets);
        for (int i = 0; i < octets; i++) {
            whole[2 + i] = (byte) (content.length >>> (8 * (octets - 1 - i)));
        }
        System.arraycopy(content, 0, whole, 2 + octets, content.length);
        return whole;
    }

    static String oid(byte[] content) {
        return ASN1ObjectIdentifier.fromContents(content).getId();
    }

    /** UTCTime or GeneralizedTime to the second in UTC (RFC 5280, section 4.1.2.5). */
    static Instant time(int tag, byte[] content) throws IOException {
        boolean shortYear = tag == DerStream.UTC_TIME;
        int digits = shortYear ? 12 : 14;
        String text = new String(content, StandardCharsets.US_ASCII);
        if (content.length != digits + 1
                || text.charAt(digits) != 'Z'
                || !text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            throw new StreamCorruptedException("a time is not written as it should be");
        }
        int from = shortYear ? 2 : 4;
        int year = Integer.parseInt(text.substring(0, from));
        if (shortYear) {
            year += year < 50 ? 2000 : 1900;
        }
        try {
            return LocalDateTime.of(
                            year,
                            two(text, from),
                            two(text, from + 2),
                            two(text, from + 4),
                            two(text, from + 6),
                            two(text, from + 8))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw new StreamCorruptedException("there is no such time");
        }
    }

    private static int two(String text, int at) {
        return Integer.parseInt(text.substring(at, at + 2));
    }
}
