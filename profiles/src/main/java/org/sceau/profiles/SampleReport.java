package org.sceau.profiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A fictional French laboratory report, for the demonstration, the bench and the tests: as a FHIR document after the HL7
 * Europe laboratory structure, as a PDF, and in the requests that carry them. Everything follows from the seed, so that
 * the same seed gives the same bytes and another seed other identifiers.
 *
 * @param seed what everything follows from
 * @param patient whose report it is
 * @param recipientSystem system of the intended recipient's identifier
 * @param recipientValue the intended recipient's identifier
 * @param pdf the PDF sent as a Binary
 */
public record SampleReport(
        long seed, SamplePatient patient, String recipientSystem, String recipientValue, SamplePdf pdf) {

    /** What a transaction carries. */
    public enum Carrying {
        /** The PDF, as a Binary. */
        PDF,
        /** The FHIR document, as a nested Bundle. */
        DOCUMENT,
        /** Both, each with its DocumentReference. */
        BOTH
    }

    /** System of French structure identifiers. */
    public static final String STRUCTURE_SYSTEM = "urn:oid:1.2.250.1.71.4.2.2";

    /** The fictional hospital that reports are sent to unless told otherwise. */
    public static final String HOSPITAL = "1750999991";

    /** The report of a seed, with a PDF of {@code pdfBytes}. */
    public static SampleReport of(long seed, long pdfBytes) {
        return new SampleReport(
                seed, SamplePatient.of(seed), STRUCTURE_SYSTEM, HOSPITAL, new SamplePdf(seed, pdfBytes));
    }

    /** The same report of another patient. */
    public SampleReport about(SamplePatient other) {
        return new SampleReport(seed, other, recipientSystem, recipientValue, pdf);
    }

    /** The same report for another recipient. */
    public SampleReport to(String system, String value) {
        return new SampleReport(seed, patient, system, value, pdf);
    }

    /** The FHIR document as JSON. */
    public byte[] document() {
        return template("document", values()).getBytes(StandardCharsets.UTF_8);
    }

    /** An ITI-65 Comprehensive request in memory. */
    public byte[] transaction(Carrying carrying) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTransaction(carrying, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** An ITI-65 Comprehensive request, written as it is made, for PDFs larger than memory; {@code out} stays open. */
    public void writeTransaction(Carrying carrying, OutputStream out) throws IOException {
        Map<String, String> values = values();
        boolean withPdf = carrying != Carrying.DOCUMENT;
        boolean withDocument = carrying != Carrying.PDF;
        values.put("items", items(withPdf, withDocument));
        String head = "{\"resourceType\":\"Bundle\",\"meta\":{\"profile\":[\"" + Profile.MHD_COMPREHENSIVE.canonical()
                + "\"]},\"type\":\"transaction\",\"timestamp\":\"" + values.get("instant") + "\",\"entry\":[\n";
        out.write(utf8(head + template("submission-set", values)));
        if (withPdf) {
            values.putAll(pdfReference());
            out.write(utf8(",\n" + template("reference", values)));
            out.write(utf8(",\n{\"fullUrl\":\"urn:uuid:" + uuid("binary")
                    + "\",\"resource\":{\"resourceType\":\"Binary\",\"contentType\":\"application/pdf\",\"data\":\""));
            pdf.writeBase64To(out);
            out.write(utf8("\"},\"request\":{\"method\":\"POST\",\"url\":\"Binary\"}}"));
        }
        if (withDocument) {
            values.putAll(documentReference());
            out.write(utf8(",\n" + template("reference", values)));
            out.write(utf8(",\n{\"fullUrl\":\"urn:uuid:" + uuid("bundle") + "\",\"resource\":"));
            out.write(document());
            out.write(utf8(",\"request\":{\"method\":\"POST\",\"url\":\"Bundle\"}}"));
        }
        out.write(utf8("\n]}"));
    }

    /** An ITI-105 request: one DocumentReference with the PDF in it. */
    public byte[] simplifiedPublish() {
        Map<String, String> values = values();
        values.putAll(pdfReference());
        values.put("content", "\"data\": \"" + Base64.getEncoder().encodeToString(pdf.bytes()) + "\"");
        String entry = template("reference", values);
        int start = entry.indexOf('{', entry.indexOf("\"resource\""));
        return utf8(entry.substring(start, entry.lastIndexOf(",\n  \"request\""))
                .replace("IHE.MHD.Comprehensive.DocumentReference", "IHE.MHD.SimplifiedPublish.DocumentReference"));
    }

    /** {@code urn:oid:…} of the SubmissionSet. */
    public String submissionSetId() {
        return oid("submissionSet");
    }

    /** {@code urn:oid:…}, the masterIdentifier of the PDF. */
    public String pdfId() {
        return oid("pdf");
    }

    /** {@code urn:uuid:…}, the Bundle.identifier and masterIdentifier of the FHIR document. */
    public String documentId() {
        return "urn:uuid:" + uuid("document");
    }

    private String items(boolean withPdf, boolean withDocument) {
        String one = "{\"item\":{\"reference\":\"urn:uuid:" + uuid("pdfReference") + "\"}}";
        String two = "{\"item\":{\"reference\":\"urn:uuid:" + uuid("documentReference") + "\"}}";
        return (withPdf ? one : "") + (withPdf && withDocument ? ", " : "") + (withDocument ? two : "");
    }

    private Map<String, String> pdfReference() {
        String content = "\"url\": \"urn:uuid:" + uuid("binary") + "\", \"size\": " + pdf.sizeBytes() + ", \"hash\": \""
                + pdf.sha1() + "\"";
        return Map.of(
                "referenceUuid",
                uuid("pdfReference"),
                "uniqueId",
                pdfId(),
                "contentType",
                "application/pdf",
                "content",
                content,
                "format",
                "urn:ihe:iti:xds-sd:pdf:2008",
                "relates",
                "");
    }

    private Map<String, String> documentReference() {
        return Map.of(
                "referenceUuid",
                uuid("documentReference"),
                "uniqueId",
                documentId(),
                "contentType",
                "application/fhir+json",
                "content",
                "\"url\": \"urn:uuid:" + uuid("bundle") + "\"",
                "format",
                "urn:ihe:iti:xds:2017:mimeTypeSufficient",
                "relates",
                "");
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        for (String role : new String[] {
            "document",
            "composition",
            "report",
            "series",
            "patient",
            "practitioner",
            "organization",
            "specimen",
            "glucoseObservation",
            "creatinineObservation",
            "submissionSet"
        }) {
            values.put(role, uuid(role));
        }
        int n = (int) Math.floorMod(seed, 1000L);
        values.put("submissionSetOid", submissionSetId());
        values.put("instant", String.format(Locale.ROOT, "2026-03-%02dT08:%02d:00+01:00", 1 + n % 28, n % 60));
        values.put("drawn", String.format(Locale.ROOT, "2026-03-%02dT07:10:00+01:00", 1 + n % 28));
        values.put("glucose", String.format(Locale.ROOT, "%d.%02d", 4 + n % 3, n % 100));
        values.put("creatinine", Integer.toString(60 + n % 50));
        values.put("smallPdf", Base64.getEncoder().encodeToString(new SamplePdf(seed, 0).bytes()));
        values.put("patientSystem", patient.system());
        values.put("patientValue", patient.value());
        values.put("family", patient.family());
        values.put("given", patient.given());
        values.put("gender", patient.gender());
        values.put("birthDate", patient.birthDate());
        values.put("street", patient.street());
        values.put("recipientSystem", recipientSystem);
        values.put("recipientValue", recipientValue);
        return values;
    }

    private String uuid(String role) {
        return UUID.nameUUIDFromBytes(utf8("sceau-sample/" + seed + "/" + patient.value() + "/" + role))
                .toString();
    }

    private String oid(String role) {
        UUID uuid = UUID.fromString(uuid(role));
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return "urn:oid:2.25." + new java.math.BigInteger(1, bytes);
    }

    private static String template(String name, Map<String, String> values) {
        return SampleTemplates.filled(name, values);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
