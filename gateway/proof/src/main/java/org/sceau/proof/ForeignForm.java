package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names what a file of others is that this program does not judge: objects in ASN.1, read as BER (ITU-T X.690) far enough to
 * tell what they are and which algorithms they name. None of them is ever proved; one that rests on an algorithm that is not
 * relied on any more is refused for that. No input makes it throw.
 */
final class ForeignForm {
    private static final int MOST_DEPTH = 32;
    private static final int MOST_ELEMENTS = 10_000;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;

    /** An OCSP CertID (RFC 6960 section 4.1.1), whose SHA-1 finds a certificate and vouches for nothing. */
    private static final List<Integer> OCSP_NAME =
            List.of(DerReader.SEQUENCE, DerReader.OCTETS, DerReader.OCTETS, DerReader.INTEGER);

    /** What a mailer says it could read (RFC 8551 section 2.5.2), which is not what it wrote. */
    private static final String CAPABILITIES = "1.2.840.113549.1.9.15";
    /** A certificate. */
    private static final List<Integer> CERTIFICATE =
            List.of(DerReader.SEQUENCE, DerReader.SEQUENCE, DerReader.BIT_STRING);

    private static final Map<String, String> KINDS = Map.of(
            "1.2.840.113549.1.7.1", "CMS Data",
            "1.2.840.113549.1.7.2", "CMS SignedData",
            "1.2.840.113549.1.7.3", "CMS EnvelopedData",
            "1.2.840.113549.1.7.5", "CMS DigestedData",
            "1.2.840.113549.1.7.6", "CMS EncryptedData",
            "1.2.840.113549.1.9.16.1.23", "CMS AuthEnvelopedData",
            "1.2.840.113549.1.9.16.1.31", "TimeStampedData (RFC 5544)");

    private static final Map<String, String> EXPIRED = Map.ofEntries(
            Map.entry("1.2.840.113549.2.2", "MD2"),
            Map.entry("1.2.840.113549.2.5", "MD5"),
            Map.entry("1.3.14.3.2.26", "SHA-1"),
            Map.entry("1.2.840.113549.1.1.4", "RSA with MD5"),
            Map.entry("1.2.840.113549.1.1.5", "RSA with SHA-1"),
            Map.entry("1.2.840.10040.4.1", "DSA"),
            Map.entry("1.2.840.10040.4.3", "DSA with SHA-1"),
            Map.entry("1.2.840.10045.4.1", "ECDSA with SHA-1"),
            Map.entry("1.3.14.3.2.7", "DES"),
            Map.entry("1.2.840.113549.3.2", "RC2"),
            Map.entry("1.2.840.113549.3.7", "Triple-DES"));

    private final byte[] bytes;
    private final List<String> oids = new ArrayList<>();
    private int elements;
    private int at;

    private ForeignForm(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Why such a file is refused; empty when it is none of these. */
    static Optional<MalformedProof> refusal(byte[] file) {
        if (file.length < 2 || file[0] != DerReader.SEQUENCE) {
            return Optional.empty();
        }
        ForeignForm form = new ForeignForm(file);
        try {
            form.element(0);
        } catch (MalformedProof e) {
            return Optional.empty();
        }
        return form.at == file.length ? form.kind().map(form::refused) : Optional.empty();
    }

    private MalformedProof refused(String kind) {
        return oids.stream()
                .filter(EXPIRED::containsKey)
                .findFirst()
                .map(oid -> new MalformedProof(Part.FILE, Reason.ALGORITHM_EXPIRED, kind + ", " + EXPIRED.get(oid)))
                .orElseGet(() -> new MalformedProof(Part.FILE, Reason.FORMAT_NOT_JUDGED, kind));
    }

    private Optional<String> kind() {
        if (oids.isEmpty()) {
            return Optional.empty();
        }
        return isEvidenceRecord()
                ? Optional.of("EvidenceRecord (RFC 4998)")
                : Optional.ofNullable(KINDS.get(oids.getFirst()));
    }

    /** RFC 4998 section 3.1: version 1, then the digest algorithms; a time-stamp response has a SEQUENCE first. */
    private boolean isEvidenceRecord() {
        int start = contentOf(0);
        byte[] version = {DerReader.INTEGER, 1, 1, DerReader.SEQUENCE};
        int algorithms = start + version.length - 1;
        return algorithms + 1 < bytes.length
                && Arrays.equals(bytes, start, start + version.length, version, 0, version.length)
                && contentOf(algorithms) < bytes.length
                && bytes[contentOf(algorithms)] == DerReader.SEQUENCE;
    }

    /** Where the content of a well-formed element begins. */
    private int contentOf(int element) {
        int length = bytes[element + 1] & 0xff;
        return element + 2 + (length > 0x80 ? length & 0x7f : 0);
    }

    private void element(int depth) {
        require(depth < MOST_DEPTH && ++elements < MOST_ELEMENTS && bytes.length - at >= 2);
        int opened = at;
        int tag = bytes[at] & 0xff;
        int start = contentOf(at);
        boolean indefinite = (bytes[at + 1] & 0xff) == 0x80;
        require((tag & LONG_TAG) != LONG_TAG && start <= bytes.length);
        int end = indefinite ? bytes.length : start + length(at + 2, start);
        require(end >= start && end <= bytes.length && (!indefinite || (tag & CONSTRUCTED) != 0));
        if (tag == DerReader.OID) {
            oids.add(new DerReader(Part.FILE, "", Arrays.copyOfRange(bytes, at, end)).oid());
        }
        at = start;
        if ((tag & CONSTRUCTED) == 0) {
            at = end;
            return;
        }
        int before = oids.size();
        List<Integer> tags = new ArrayList<>();
        while (indefinite ? !isEnd() : at < end) {
            tags.add(bytes[at] & 0xff);
            element(depth + 1);
        }
        boolean capabilities = !tags.isEmpty()
                && tags.getFirst() == DerReader.OID
                && oids.get(before).equals(CAPABILITIES);
        if (tags.equals(OCSP_NAME) || capabilities || (tags.equals(CERTIFICATE) && isSelfIssued(opened, at))) {
            oids.subList(before, oids.size()).clear();
        }
        at += indefinite ? 2 : 0;
        require(indefinite || at == end);
    }

    /** A root, whose own signature nobody relies on. */
    private boolean isSelfIssued(int from, int to) {
        try {
            X509Certificate certificate = Certificates.der(Part.FILE, Arrays.copyOfRange(bytes, from, to));
            return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        } catch (MalformedProof e) {
            return false;
        }
    }

    private boolean isEnd() {
        require(bytes.length - at >= 2);
        return bytes[at] == 0 && bytes[at + 1] == 0;
    }

    private int length(int from, int to) {
        if (from == to) {
            return bytes[from - 1] & 0xff;
        }
        require(to - from <= 3);
        int length = 0;
        for (int i = from; i < to; i++) {
            length = (length << 8) | (bytes[i] & 0xff);
        }
        return length;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new MalformedProof(Part.FILE, Reason.FORMAT_UNKNOWN, "");
        }
    }
}
