package org.sceau.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the elements of a DER value (ITU-T X.690) one by one. What it takes has one encoding only: shortest lengths, no
 * indefinite form, no tag of several bytes; what nobody takes is refused by {@link #end}. Not thread-safe.
 */
final class DerReader {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTETS = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** Longest object identifier in bytes: those in use have at most 15. */
    private static final int MAX_OID = 32;
    /** Longest number in bytes: serial numbers have at most 20 (RFC 5280), halves of a P-521 signature 66. */
    private static final int MAX_INTEGER = 66;

    private static final Pattern GENERALIZED_TIME = Pattern.compile("([0-9]{14})(?:\\.([0-9]{0,8}[1-9]))?Z");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private final Part part;
    private final String where;
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads {@code bytes}; failures name {@code part} and {@code where}. */
    DerReader(Part part, String where, byte[] bytes) {
        this(part, where, bytes, 0, bytes.length);
    }

    private DerReader(Part part, String where, byte[] bytes, int at, int end) {
        this.part = part;
        this.where = where;
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Whether the next element has {@code tag}. */
    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    boolean hasMore() {
        return at < end;
    }

    /** What is inside the next element, which must have {@code tag}. */
    DerReader inside(int tag) {
        int until = open(tag);
        DerReader inner = new DerReader(part, where, bytes, at, until);
        at = until;
        return inner;
    }

    /** The content of the next element, which must have {@code tag}. */
    byte[] content(int tag) {
        int until = open(tag);
        byte[] content = Arrays.copyOfRange(bytes, at, until);
        at = until;
        return content;
    }

    /** The next element whole, which must have {@code tag}. */
    byte[] element(int tag) {
        int start = at;
        at = open(tag);
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** Passes over the next element if it has {@code tag}. */
    void skipIf(int tag) {
        if (isNext(tag)) {
            at = open(tag);
        }
    }

    BigInteger integer() {
        return integer(content(INTEGER));
    }

    /** The value of the content of an INTEGER. */
    BigInteger integer(byte[] content) {
        boolean padded = content.length > 1 && content[0] == (content[1] >> 7);
        if (content.length == 0 || content.length > MAX_INTEGER || padded) {
            throw invalid();
        }
        return new BigInteger(content);
    }

    void integer(long wanted) {
        if (!integer().equals(BigInteger.valueOf(wanted))) {
            throw invalid();
        }
    }

    String oid() {
        byte[] content = content(OID);
        if (content.length == 0 || content.length > MAX_OID || content[content.length - 1] < 0) {
            throw invalid();
        }
        StringBuilder text = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        for (byte octet : content) {
            if (octet == (byte) 0x80 && arc.signum() == 0) {
                throw invalid();
            }
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                append(text, arc);
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (text.isEmpty()) {
            int root = Math.min(2, arc.divide(BigInteger.valueOf(40)).intValue());
            text.append(root).append('.').append(arc.subtract(BigInteger.valueOf(40L * root)));
        } else {
            text.append('.').append(arc);
        }
    }

    void oid(String wanted) {
        if (!oid().equals(wanted)) {
            throw invalid();
        }
    }

    /** The object identifier of an AlgorithmIdentifier whose parameters are absent or NULL. */
    String algorithm() {
        DerReader inner = inside(SEQUENCE);
        String oid = inner.oid();
        if (inner.isNext(NULL) && inner.content(NULL).length > 0) {
            throw invalid();
        }
        inner.end();
        return oid;
    }

    /** A GeneralizedTime in UTC, to the nanosecond, without zeros at the end of its fraction. */
    Instant time() {
        Matcher form = GENERALIZED_TIME.matcher(new String(content(TIME), StandardCharsets.US_ASCII));
        if (!form.matches()) {
            throw invalid();
        }
        try {
            String fraction = form.group(2) == null ? "" : form.group(2);
            int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
            return LocalDateTime.parse(form.group(1), SECONDS)
                    .toInstant(ZoneOffset.UTC)
                    .plusNanos(nanos);
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    /** Refuses elements that nobody took. */
    void end() {
        if (at != end) {
            throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, where);
        }
    }

    MalformedProof invalid() {
        return new MalformedProof(part, Reason.VALUE_INVALID, where);
    }

    /** Goes to the content of the next element; gives where it ends. */
    private int open(int tag) {
        if (end - at < 2 || !isNext(tag)) {
            throw invalid();
        }
        int length = bytes[at + 1] & 0xff;
        int start = at + 2;
        if (length >= 0x80) {
            int octets = length & 0x7f;
            if (octets == 0 || octets > 3 || octets > end - start) {
                throw invalid();
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (bytes[start + i] & 0xff);
            }
            if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
                throw invalid();
            }
            start += octets;
        }
        if (length > end - start) {
            throw invalid();
        }
        at = start;
        return start + length;
    }
}
