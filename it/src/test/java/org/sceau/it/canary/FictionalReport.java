package org.sceau.it.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.DeflaterOutputStream;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;

/** A laboratory report whose patient, address and result are words that stand nowhere else in the world. */
record FictionalReport(SampleReport report) {
    static final String FAMILY = "Xylophrène-Quartzmann";
    static final String FAMILY_PART = "Quartzmann";
    static final String GIVEN = "Zwézdoline";
    static final String STREET = "33 impasse Zygomatique-Quillebévue";
    static final String RESULT = "Antikryptonium-hétérophile";
    static final SamplePatient PATIENT = patient(4_711_237);
    static final SamplePatient OTHER = patient(4_711_238);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The report of a seed. */
    static FictionalReport of(long seed) {
        return new FictionalReport(SampleReport.of(seed, 20_000).about(PATIENT));
    }

    /** Every word that must not be found, with the forms into which an index might bring it. */
    static Needles needles() {
        return new Needles()
                .add("family name", FAMILY)
                .add("part of the family name", FAMILY_PART)
                .add("family name in capitals", "QUARTZMANN")
                .add("family name in small letters", "quartzmann")
                .add("family name without accents", "ylophrene")
                .add("given name", GIVEN)
                .add("INS", PATIENT.value())
                .add("other INS", OTHER.value())
                .add("street", STREET)
                .add("part of the street", "Quillebévue")
                .add("result", RESULT);
    }

    /** A PDF of at least that size with the words in its text, once in clear and once in a deflated stream. */
    byte[] pdf(int sizeBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] words = (FAMILY + " " + GIVEN + " " + PATIENT.value() + " " + STREET + " " + RESULT + "\n")
                .getBytes(StandardCharsets.UTF_8);
        out.writeBytes("%PDF-1.7\n% ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(words);
        out.writeBytes("4 0 obj\n<< /Filter /FlateDecode >>\nstream\n".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
            deflated.write(words);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        out.writeBytes("\nendstream\nendobj\n".getBytes(StandardCharsets.US_ASCII));
        while (out.size() < sizeBytes) {
            out.writeBytes("% ".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(words);
        }
        out.writeBytes("%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The ITI-65 request with that PDF and the FHIR document. */
    ObjectNode transaction(byte[] pdf) throws IOException {
        String text = new String(report.transaction(SampleReport.Carrying.BOTH), StandardCharsets.UTF_8);
        ObjectNode bundle = (ObjectNode) JSON.readTree(text.replace("<p>Glucose ", "<p>" + RESULT + " "));
        resource(bundle, "Binary").put("data", pdf);
        ObjectNode attachment = (ObjectNode) reference(bundle).at("/content/0/attachment");
        attachment.put("size", pdf.length).put("hash", sha1(pdf));
        return bundle;
    }

    /** The first DocumentReference, which is the PDF's. */
    static ObjectNode reference(JsonNode bundle) {
        return resource(bundle, "DocumentReference");
    }

    static ObjectNode resource(JsonNode bundle, String type) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return (ObjectNode) entry.path("resource");
            }
        }
        throw new IllegalArgumentException("no " + type);
    }

    private static SamplePatient patient(long seed) {
        SamplePatient someone = SamplePatient.of(seed);
        return new SamplePatient(
                someone.system(), someone.value(), FAMILY, GIVEN, someone.gender(), someone.birthDate(), STREET);
    }

    private static byte[] sha1(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
