package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.intake.Splits;
import org.sceau.profiles.Profile;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.sceau.profiles.SampleReport.Carrying;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.TransferId;

class SubmissionReaderTest {
    private static final SubmissionReader READER = new SubmissionReader(SignerTrust.NOBODY);
    private static final SampleReport REPORT = SampleReport.of(11, 2000);

    @Test
    void transactionIsReadIntoItsPatientDocumentsAndRecipients() {
        Submission submission = valid(REPORT.transaction(Carrying.BOTH));

        assertThat(submission.patient())
                .isEqualTo(new PatientIdentifier(
                        SamplePatient.INS_TEST, SamplePatient.of(11).value()));
        assertThat(submission.submissionSet().uniqueId()).isEqualTo(REPORT.submissionSetId());
        assertThat(submission.submissionSet().intendedRecipients())
                .containsExactly(SampleReport.STRUCTURE_SYSTEM + "|" + SampleReport.HOSPITAL);
        assertThat(submission.documents())
                .extracting(DocumentEntry::uniqueId)
                .containsExactly(REPORT.pdfId(), REPORT.documentId());
        DocumentEntry pdf = submission.documents().getFirst();
        assertThat(pdf.type()).containsExactly(new Coded("http://loinc.org", "11502-2"));
        assertThat(pdf.authors().getFirst().family()).containsExactly("BIOLOGISTE-FICTIVE");
        assertThat(pdf.payload().payload().sizeBytes()).isEqualTo(2000);
        assertThat(submission.entries())
                .extracting(SubmissionEntry::kind)
                .containsExactly(
                        EntryKind.SUBMISSION_SET,
                        EntryKind.DOCUMENT_REFERENCE,
                        EntryKind.BINARY,
                        EntryKind.DOCUMENT_REFERENCE,
                        EntryKind.FHIR_DOCUMENT);
    }

    @Test
    void documentAloneGetsItsMetadataFromItsComposition() {
        Submission submission = valid(REPORT.document(), Interaction.FHIR_DOCUMENT);

        DocumentEntry document = submission.documents().getFirst();
        assertThat(document.uniqueId()).isEqualTo(REPORT.documentId());
        assertThat(submission.submissionSet().uniqueId()).isEqualTo(REPORT.documentId());
        assertThat(document.contentType()).isEqualTo("application/fhir+json");
        assertThat(document.type()).containsExactly(new Coded("http://loinc.org", "11502-2"));
        assertThat(document.authors().getFirst().given()).containsExactly("Ada");
        assertThat(document.securityLabel()).extracting(Coded::code).containsExactly("N");
        assertThat(submission.patient().value()).isEqualTo(REPORT.patient().value());
    }

    @Test
    void simplePublicationGetsASubmissionSetOfItsOwn() {
        Submission submission = valid(REPORT.simplifiedPublish(), Interaction.SIMPLIFIED_PUBLISH);

        assertThat(submission.submissionSet().entry()).isEqualTo(-1);
        assertThat(submission.submissionSet().uniqueId()).isEqualTo(REPORT.pdfId());
        assertThat(submission.documents().getFirst().resource()).doesNotContain("\"data\"");
    }

    @Test
    void baseForComprehensiveOnlyRefusesMinimal() {
        ObjectNode bundle = Samples.transaction();
        ((ArrayNode) bundle.path("meta").path("profile")).set(0, Profile.MHD_MINIMAL.canonical());
        AcceptancePolicy policy = AcceptancePolicy.of(Set.of(Profile.MHD_COMPREHENSIVE));

        ReadResult result = READER.read(Splits.transaction(bytes(bundle)), policy);

        assertThat(codes(result)).containsExactly(FailureCode.PROFILE_NOT_ALLOWED);
    }

    @Test
    void baseWithoutTheOptionRefusesFhirDocuments() {
        AcceptancePolicy policy = new AcceptancePolicy(Set.of(Profile.values()), false, Set.of(), false);

        ReadResult result = READER.read(Splits.transaction(REPORT.transaction(Carrying.DOCUMENT)), policy);

        assertThat(codes(result)).containsExactly(FailureCode.FHIR_DOCUMENT_NOT_SUPPORTED);
    }

    @Test
    void replacementIsReadWithAndWithoutThePatchEntry() {
        ObjectNode bundle = Samples.transaction();
        ObjectNode relation = Samples.resource(bundle, Samples.PDF_REFERENCE)
                .putArray("relatesTo")
                .addObject()
                .put("code", "replaces");
        relation.putObject("target").put("reference", "DocumentReference/old");

        Submission without = valid(bytes(bundle));

        assertThat(without.documents().getFirst().replaces()).containsExactly("DocumentReference/old");
        MhdRulesTest.patch(bundle, "superseded");
        Submission with = valid(bytes(bundle));
        assertThat(with.entries().getLast().target()).contains("DocumentReference/old");
    }

    @Test
    void sameThingInOtherClothesIsTheSame() {
        byte[] sent = REPORT.transaction(Carrying.PDF);
        ObjectNode bundle = (ObjectNode) Trees.read(sent).orElseThrow();
        String rewritten = bundle.toPrettyString()
                .replace(fullUrl(bundle, 1), "urn:uuid:00000000-0000-4000-8000-00000000000a")
                .replace(fullUrl(bundle, 2), "urn:uuid:00000000-0000-4000-8000-00000000000b");
        ObjectNode retitled = bundle.deepCopy();
        Samples.attachment(retitled, Samples.PDF_REFERENCE).put("title", "autre titre");

        assertThat(valid(rewritten.getBytes(StandardCharsets.UTF_8)).normalised())
                .isEqualTo(valid(sent).normalised());
        assertThat(valid(bytes(retitled)).normalised()).isNotEqualTo(valid(sent).normalised());
    }

    @Test
    void transactionInXmlIsTheSameSubmission() {
        byte[] json = REPORT.transaction(Carrying.PDF);
        byte[] xml = FhirXml.ofJson(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);

        Submission submission = valid(xml, Format.XML, Interaction.PROVIDE_DOCUMENT_BUNDLE);

        assertThat(submission.normalised()).isEqualTo(valid(json).normalised());
        assertThat(submission.documents().getFirst().uniqueId()).isEqualTo(REPORT.pdfId());
    }

    @Test
    void documentInXmlInsideATransactionIsRead() {
        String json = new String(REPORT.transaction(Carrying.DOCUMENT), StandardCharsets.UTF_8)
                .replace("\"contentType\": \"application/fhir+json\"", "\"contentType\": \"application/fhir+xml\"");
        byte[] xml = FhirXml.ofJson(json).getBytes(StandardCharsets.UTF_8);

        Submission submission = valid(xml, Format.XML, Interaction.PROVIDE_DOCUMENT_BUNDLE);

        assertThat(submission.documents().getFirst().uniqueId()).isEqualTo(REPORT.documentId());
        assertThat(submission.patient().value()).isEqualTo(REPORT.patient().value());
    }

    @Test
    void xmlTreeSaysTheSameAsJson() {
        JsonNode json = Trees.read(REPORT.document()).orElseThrow();
        byte[] xml = FhirXml.ofJson(json.toString()).getBytes(StandardCharsets.UTF_8);
        FhirModel model = new FhirModel(ca.uhn.fhir.context.FhirContext.forR4Cached());

        JsonNode read = XmlTree.read(xml, model).orElseThrow();
        Findings findings = new Findings();
        new StructureCheck(model, findings).resource(read, Place.root("Bundle"));

        assertThat(findings.issues()).isEmpty();
        // HAPI, which wrote the XML, leaves out ids that a urn:uuid fullUrl repeats
        assertThat(withoutIds(read)).isEqualTo(withoutIds(json));
    }

    @Test
    void xmlThatFhirDoesNotKnowIsRefused() {
        FhirModel model = new FhirModel(ca.uhn.fhir.context.FhirContext.forR4Cached());
        for (String content : List.of(
                "<Patient xmlns=\"http://hl7.org/fhir\"><unknown value=\"x\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\" more=\"x\"><active value=\"true\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\">text<active value=\"true\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"yes\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/><active value=\"true\"/></Patient>",
                "<Patient xmlns=\"urn:other\"><active value=\"true\"/></Patient>")) {
            Findings findings = new Findings();
            JsonNode read = XmlTree.read(content.getBytes(StandardCharsets.UTF_8), model)
                    .orElseThrow();
            new StructureCheck(model, findings).resource(read, Place.root("Patient"));
            assertThat(findings.issues()).as(content).isNotEmpty();
        }
    }

    @Test
    void answerHasAnEntryForEachOfTheRequestWithItsLocation() {
        Submission submission = valid(REPORT.transaction(Carrying.BOTH));
        DocumentId one = new DocumentId(new UUID(0, 1));
        DocumentId two = new DocumentId(new UUID(0, 2));
        SubmissionAnswer answer = new SubmissionAnswer(
                submission,
                new TransferId(new UUID(0, 9)),
                List.of(one, two),
                Instant.parse("2026-03-01T08:00:00Z"),
                "https://gateway.example/fhir",
                Optional.of("https://gateway.example/fhir/Bundle/receipt"),
                List.of(Issue.of(FailureCode.RECIPIENT_UNAVAILABLE)));

        JsonNode body = Trees.read(answer.body(Language.ENGLISH, Format.JSON)).orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body.path("entry").findValuesAsText("location"))
                .containsExactly(
                        "List/00000000-0000-0000-0000-000000000009",
                        "DocumentReference/" + one,
                        "Binary/" + one,
                        "DocumentReference/" + two,
                        "Binary/" + two);
        assertThat(body.path("link").path(0).path("relation").asText()).isEqualTo("receipt");
        assertThat(body.toString()).contains("SC-4003").contains("\"severity\":\"warning\"");
        assertThat(new String(answer.body(Language.FRENCH, Format.XML), StandardCharsets.UTF_8))
                .startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void outcomeCarriesBothCodesTheTextAndTheHint() {
        List<Issue> issues = List.of(Issue.at(FailureCode.SIZE_MISMATCH, "Bundle.entry[1].resource"));

        JsonNode issue = Trees.read(Outcomes.refusal(issues, Language.FRENCH, Format.JSON))
                .orElseThrow()
                .path("issue")
                .path(0);

        assertThat(issue.path("severity").asText()).isEqualTo("error");
        assertThat(issue.path("details").path("coding").findValuesAsText("code"))
                .containsExactly("SC-2107", "XDSRepositoryMetadataError");
        assertThat(issue.path("details").path("text").asText())
                .isEqualTo("La taille déclarée n'est pas celle du contenu.");
        assertThat(issue.path("expression").path(0).asText()).isEqualTo("Bundle.entry[1].resource");
        assertThat(issue.path("diagnostics").asText()).startsWith("Recalculez");
    }

    private static String withoutIds(JsonNode node) {
        return new CanonicalForm((name, top) -> name.equals("id"), value -> value).write(node);
    }

    private static Submission valid(byte[] body) {
        return valid(body, Interaction.PROVIDE_DOCUMENT_BUNDLE);
    }

    private static Submission valid(byte[] body, Interaction interaction) {
        return valid(body, Format.JSON, interaction);
    }

    private static Submission valid(byte[] body, Format format, Interaction interaction) {
        ReadResult result = READER.read(Splits.of(body, format, interaction), AcceptancePolicy.everything());
        assertThat(result).isInstanceOf(ReadResult.Valid.class);
        return ((ReadResult.Valid) result).submission();
    }

    private static List<FailureCode> codes(ReadResult result) {
        return ((ReadResult.Invalid) result).issues().stream().map(Issue::code).toList();
    }

    private static String fullUrl(JsonNode bundle, int entry) {
        return bundle.path("entry").get(entry).path("fullUrl").asText();
    }

    private static byte[] bytes(JsonNode bundle) {
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }
}
