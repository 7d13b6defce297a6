package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.ProfileReport;

/** Requests that conform to the profiles, says the instance validator, and break MHD all the same. */
class MhdRulesTest {

    static Stream<Arguments> breaches() {
        return Stream.of(
                breach(
                        "hash of other bytes",
                        FailureCode.HASH_MISMATCH,
                        b -> Samples.attachment(b, Samples.PDF_REFERENCE).put("hash", "Ck1VqNd45QIvq3AZd8XYQLvEhtA=")),
                breach(
                        "size of other bytes",
                        FailureCode.SIZE_MISMATCH,
                        b -> Samples.attachment(b, Samples.PDF_REFERENCE).put("size", 999)),
                breach(
                        "content that is not the one hashed",
                        FailureCode.HASH_MISMATCH,
                        b -> Samples.resource(b, Samples.BINARY)
                                .put("data", Base64.getEncoder().encodeToString(new byte[1000]))),
                breach(
                        "FHIR document with a size",
                        FailureCode.HASH_FORBIDDEN,
                        b -> Samples.attachment(b, Samples.DOCUMENT_REFERENCE).put("size", 10)),
                breach(
                        "a type that is no media type",
                        FailureCode.VALUE_INVALID,
                        b -> Samples.attachment(b, Samples.PDF_REFERENCE).put("contentType", "pdf of the laboratory")),
                breach(
                        "types that disagree",
                        FailureCode.CONTENT_TYPE_MISMATCH,
                        b -> Samples.resource(b, Samples.BINARY).put("contentType", "text/plain")),
                breach(
                        "FHIR document said to be XML",
                        FailureCode.CONTENT_TYPE_MISMATCH,
                        b -> Samples.attachment(b, Samples.DOCUMENT_REFERENCE)
                                .put("contentType", "application/fhir+xml")),
                breach(
                        "reference outside the SubmissionSet",
                        FailureCode.DOCUMENT_UNREFERENCED,
                        b -> ((ArrayNode) Samples.resource(b, Samples.SET).path("entry")).remove(1)),
                breach("content without reference", FailureCode.DOCUMENT_UNREFERENCED, b -> {
                    ObjectNode copy = b.path("entry").get(Samples.BINARY).deepCopy();
                    ((ArrayNode) b.path("entry"))
                            .add(copy.put("fullUrl", "urn:uuid:00000000-0000-4000-8000-000000000001"));
                }),
                breach(
                        "reference to a content not sent",
                        FailureCode.DOCUMENT_MISSING,
                        b -> Samples.attachment(b, Samples.PDF_REFERENCE)
                                .put("url", "urn:uuid:00000000-0000-4000-8000-000000000002")),
                breach(
                        "content on another server",
                        FailureCode.REFERENCE_FOREIGN,
                        b -> Samples.attachment(b, Samples.PDF_REFERENCE)
                                .put("url", "http://169.254.169.254/Binary/1")),
                breach(
                        "another patient on a reference",
                        FailureCode.PATIENT_MISMATCH,
                        b -> ((ObjectNode) Samples.resource(b, Samples.PDF_REFERENCE)
                                        .path("subject")
                                        .path("identifier"))
                                .put("value", "299999999999999")),
                breach(
                        "another patient in sourcePatientInfo",
                        FailureCode.PATIENT_MISMATCH,
                        b -> ((ObjectNode) Samples.resource(b, Samples.PDF_REFERENCE)
                                        .path("contained")
                                        .get(1)
                                        .path("identifier")
                                        .get(0))
                                .put("value", "299999999999999")),
                breach(
                        "another patient in the document",
                        FailureCode.DOCUMENT_SUBJECT_MISMATCH,
                        b -> ((ObjectNode) Samples.resource(b, Samples.DOCUMENT)
                                        .path("entry")
                                        .get(2)
                                        .path("resource")
                                        .path("identifier")
                                        .get(0))
                                .put("value", "299999999999999")),
                breach(
                        "uniqueId twice",
                        FailureCode.UNIQUE_ID_REPEATED,
                        b -> Samples.resource(b, Samples.PDF_REFERENCE)
                                .set(
                                        "masterIdentifier",
                                        Samples.resource(b, Samples.DOCUMENT_REFERENCE)
                                                .path("masterIdentifier"))),
                breach(
                        "SubmissionSet without uniqueId",
                        FailureCode.UNIQUE_ID_INVALID,
                        b -> Samples.resource(b, Samples.SET).remove("identifier")),
                breach(
                        "sourceId that is no OID",
                        FailureCode.UNIQUE_ID_INVALID,
                        b -> ((ObjectNode) Samples.resource(b, Samples.SET)
                                        .path("extension")
                                        .get(1)
                                        .path("valueIdentifier"))
                                .put("value", "laboratory")),
                breach(
                        "custodian on another server",
                        FailureCode.REFERENCE_FOREIGN,
                        b -> ((ObjectNode) Samples.resource(b, Samples.PDF_REFERENCE)
                                        .path("custodian"))
                                .put("reference", "https://elsewhere.example/fhir/Organization/1")),
                breach("PATCH that goes with no replacement", FailureCode.PATCH_INVALID, b -> patch(b, "superseded")),
                breach(
                        "List posted to another address",
                        FailureCode.VALUE_INVALID,
                        b -> ((ObjectNode) b.path("entry").get(Samples.SET).path("request")).put("url", "Observation")),
                breach(
                        "conditional creation",
                        FailureCode.ELEMENT_FORBIDDEN,
                        b -> ((ObjectNode) b.path("entry")
                                        .get(Samples.PDF_REFERENCE)
                                        .path("request"))
                                .put("ifNoneExist", "identifier=x")),
                breach(
                        "two INS for one patient",
                        FailureCode.PATIENT_MISMATCH,
                        b -> ((ArrayNode) Samples.resource(b, Samples.PDF_REFERENCE)
                                        .path("contained")
                                        .get(1)
                                        .path("identifier"))
                                .addObject()
                                .put("system", "urn:oid:1.2.250.1.213.1.4.10")
                                .put("value", "299999999999999")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void requestThatConformsAndBreaksMhdIsRefused(String name, FailureCode code, ObjectNode bundle) {
        assertThat(Samples.codes(bundle)).contains(code);
        assertThat(Oracle.report(bundle.toString())).isEqualTo(new ProfileReport.Conforms());
    }

    private static Arguments breach(String name, FailureCode code, Consumer<ObjectNode> breaking) {
        ObjectNode bundle = Samples.transaction();
        breaking.accept(bundle);
        return Arguments.of(name, code, bundle);
    }

    static void patch(ObjectNode bundle, String status) {
        ObjectNode entry = ((ArrayNode) bundle.path("entry")).addObject();
        entry.put("fullUrl", "urn:uuid:00000000-0000-4000-8000-000000000003");
        entry.putObject("request").put("method", "PATCH").put("url", "DocumentReference/old");
        ArrayNode parts = entry.putObject("resource")
                .put("resourceType", "Parameters")
                .putArray("parameter")
                .addObject()
                .put("name", "operation")
                .putArray("part");
        parts.addObject().put("name", "type").put("valueCode", "replace");
        parts.addObject().put("name", "path").put("valueString", "DocumentReference.status");
        parts.addObject().put("name", "value").put("valueCode", status);
    }
}
