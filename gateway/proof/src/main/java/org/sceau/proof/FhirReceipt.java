package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A receipt as a FHIR R4 document Bundle (profile {@code urn:sceau:profile:receipt}): Composition, the Organization that
 * sealed, a Provenance with the facts, and the JSON receipt itself in a Binary. The Bundle is made of the receipt alone and
 * says nothing that is not in it, so that whoever has the one can make the other: a reader makes it again and compares.
 *
 * <p>The bytes of a receipt's Bundle never change: another rendering MUST be another profile.
 */
public enum FhirReceipt {
    /** {@code application/fhir+json}. */
    JSON("{\"resourceType\":\"Bundle\"", "\"data\":\"", "\""),
    /** {@code application/fhir+xml}. */
    XML("<Bundle xmlns=\"http://hl7.org/fhir\"", "<data value=\"", "\"");

    /** Largest file in bytes: the receipt in base64 and, for each of its digests, some 200 bytes. */
    public static final int MAX_BYTES = 2 * Receipt.MAX_BYTES;

    /** Canonical URL of the profile. */
    public static final String PROFILE = "urn:sceau:profile:receipt";

    private final String head;
    private final String before;
    private final String after;

    FhirReceipt(String head, String before, String after) {
        this.head = head;
        this.before = before;
        this.after = after;
    }

    /** The media type, without parameters. */
    public String mediaType() {
        return "application/fhir+" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The Bundle.
     *
     * @throws MalformedProof when the seal does not name its certificate
     */
    public byte[] encode(Receipt receipt) {
        FhirValue.Resource bundle = new ReceiptBundle(receipt).bundle();
        return this == JSON ? FhirText.json(bundle) : FhirText.xml(bundle);
    }

    /**
     * The receipt in a Bundle. Checks the form only, of both.
     *
     * @throws MalformedProof on anything that is not byte for byte what {@link #encode} makes
     */
    public Receipt decode(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new MalformedProof(Part.FILE, Reason.TOO_LARGE, "");
        }
        String text = new String(file, StandardCharsets.UTF_8);
        int start = text.lastIndexOf(before) + before.length();
        int end = text.indexOf(after, start);
        if (start < before.length() || end < 0) {
            throw new MalformedProof(Part.FILE, Reason.MEMBER_MISSING, "Binary.data");
        }
        Receipt receipt = Receipt.decode(StrictBase64.standard(Part.FILE, text.substring(start, end), "Binary.data"));
        if (!Arrays.equals(encode(receipt), file)) {
            throw new MalformedProof(Part.FILE, Reason.FORM_MISMATCH, "");
        }
        return receipt;
    }

    /** Whether a file claims to be this form. */
    public boolean begins(byte[] file) {
        return new String(file, 0, Math.min(file.length, head.length()), StandardCharsets.ISO_8859_1).equals(head);
    }
}
