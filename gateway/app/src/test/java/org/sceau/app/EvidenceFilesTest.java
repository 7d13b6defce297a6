package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.consent.Visibility;
import org.sceau.ledger.TransferLine;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Claims;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.EvidenceStatement.Outcome;
import org.sceau.proof.EvidenceWriter;
import org.sceau.proof.Limit;
import org.sceau.proof.Receipt;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** Evidence files of a running gateway: who gets what, and that each proves itself with the anchors alone. */
class EvidenceFilesTest {
    private static final SampleReport REPORT = SampleReport.of(301, 20_000);

    @TempDir
    static Path directory;

    private static RunningClinics clinics;
    private static HttpClient laboratory;
    private static HttpClient hospital;
    private static HttpClient operator;
    private static TransferId transfer = new TransferId(new UUID(0, 0));

    @BeforeAll
    static void start() throws Exception {
        clinics = RunningClinics.start(directory.resolve("gateway"), wish -> wish);
        laboratory = clinics.client(clinics.clinics().laboratoryTls());
        hospital = clinics.client(clinics.clinics().hospitalTls());
        operator = clinics.client(clinics.anonymous());
        byte[] bundle = REPORT.transaction(SampleReport.Carrying.PDF);
        assertThat(RunningClinics.send(laboratory, clinics.post("", RunningClinics.FHIR, bundle))
                        .statusCode())
                .isEqualTo(200);
        await().until(() ->
                clinics.deliveries().stream().allMatch(delivery -> delivery.state() == DeliveryState.CONSIGNED));
        transfer =
                clinics.transfers().stream().map(TransferLine::id).findFirst().orElseThrow();
    }

    @AfterAll
    static void stop() throws IOException {
        clinics.close();
    }

    @Test
    void theSenderGetsItsSubmissionAndACodeForEachRecipient() throws Exception {
        Claims.OfEvidence claims = proved(made("labo", "none"));

        assertThat(claims.receipts())
                .extracting(receipt -> receipt.entry().event())
                .containsExactly(EventName.SUBMISSION_ACCEPTANCE);
        assertThat(claims.signature()).isPresent();
        assertThat(claims.statement().outcomes())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.AVAILABLE));
        assertThat(claims.limits().contains(Limit.REVOCATION_NOT_CHECKED))
                .as("open only for the authority of a time-stamp, if there is one by now")
                .isEqualTo(claims.receipts().stream()
                        .anyMatch(receipt -> receipt.stamped().isPresent()));
    }

    @Test
    void aRecipientGetsItsOwnPartAndDocumentsForItsKeyAlone() throws Exception {
        long handed = handedOver();
        HttpResponse<byte[]> answer =
                RunningClinics.send(hospital, own("/Evidence/" + transfer + "?documents=encrypted"));
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        byte[] file = answer.body();
        assertThat(handedOver()).as("documents given are handed over").isGreaterThan(handed);
        Claims.OfEvidence claims = proved(file);

        assertThat(claims.statement().outcomes()).isEmpty();
        assertThat(claims.receipts())
                .isNotEmpty()
                .allSatisfy(receipt -> assertThat(receipt.entry().recipient()).contains("hopital"));
        assertThat(claims.limits()).contains(Limit.DOCUMENT_ENCRYPTED);
        assertThat(names(file)).contains("payload/0.p7m").noneMatch(name -> name.matches("payload/\\d+"));
    }

    @Test
    void operatorAndAuditorGetEveryReceiptAndNoDocument() throws Exception {
        Claims.OfEvidence operators = proved(made("operator", "none"));
        Claims.OfEvidence auditors = proved(made("auditor", "none"));

        assertThat(operators.receipts())
                .extracting(receipt -> receipt.entry().event())
                .contains(EventName.SUBMISSION_ACCEPTANCE, EventName.CONTENT_CONSIGNMENT);
        assertThat(operators.signature()).isEmpty();
        assertThat(auditors.signature()).isPresent();
        assertThat(auditors.receipts().size())
                .isGreaterThanOrEqualTo(operators.receipts().size());
    }

    @Test
    void thePatientSeesWhoSawItsDocumentsInWhichQualityAndWhichRuleLetThem() throws Exception {
        made("labo", "none");
        assertThat(RunningClinics.send(hospital, own("/Evidence/" + transfer + "?documents=clear"))
                        .statusCode())
                .isEqualTo(200);
        long before = disclosures("evidence/patient/patient");

        HttpResponse<byte[]> answer = made("patient", "none");
        Claims.OfEvidence claims = proved(answer);

        assertThat(disclosures("evidence/patient/patient")).isEqualTo(before + 1);
        assertThat(claims.statement().party()).isEmpty();
        assertThat(claims.receipts())
                .extracting(receipt -> receipt.entry().event())
                .contains(
                        EventName.SUBMISSION_ACCEPTANCE,
                        EventName.CONTENT_CONSIGNMENT,
                        EventName.CONTENT_HANDOVER,
                        EventName.OPERATION);
        assertThat(claims.receipts()).allSatisfy(receipt -> {
            assertThat(receipt.entry().actor().quality()).isNotEmpty();
            assertThat(receipt.entry().decision()).isNotEmpty();
        });
        assertThat(claims.receipts())
                .anySatisfy(receipt -> assertThat(receipt.entry().rule()).isEqualTo("evidence/sender/labo"));
        assertThat(claims.signature()).isEmpty();
        assertThat(claims.documents())
                .extracting(DocumentFinding::name)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("payload/"));
    }

    @Test
    void nothingIsToldToThePatientWhileADocumentIsHiddenFromThePatient() throws Exception {
        String label = "{\"coding\":[{\"system\":\"" + Visibility.SYSTEM_OID + "\",\"code\":\"INVISIBLE_PATIENT\"}]},";
        String bundle = new String(
                        SampleReport.of(860_077, 1_000).transaction(SampleReport.Carrying.PDF), StandardCharsets.UTF_8)
                .replaceFirst("\"securityLabel\"\\s*:\\s*\\[", "$0" + label);
        List<TransferId> before =
                clinics.transfers().stream().map(TransferLine::id).toList();
        HttpResponse<byte[]> sent = RunningClinics.send(
                laboratory, clinics.post("", RunningClinics.FHIR, bundle.getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.statusCode()).as(RunningClinics.text(sent)).isEqualTo(200);
        TransferId hidden = clinics.transfers().stream()
                .map(TransferLine::id)
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();

        assertThat(send(asked(hidden, "patient", "none")
                        .header("X-Sceau-Operator", "test")
                        .POST(BodyPublishers.noBody())))
                .isEqualTo(403);
        assertThat(send(asked(hidden, "auditor", "none")
                        .header("X-Sceau-Operator", "test")
                        .POST(BodyPublishers.noBody())))
                .as("who examines the gateway")
                .isEqualTo(200);
    }

    @Test
    void whoHasNoPartInItOrAsksForMoreThanItMayHaveGetsNothing() throws Exception {
        int before = entries().size();

        assertThat(make("inconnu", "none").statusCode()).isEqualTo(404);
        assertThat(make("labo", "clear").statusCode()).isEqualTo(403);
        assertThat(make("hopital", "encrypted").statusCode())
                .as("the operator gets nobody's documents")
                .isEqualTo(403);
        assertThat(make("labo", "encrypted").statusCode()).isEqualTo(403);
        assertThat(make("operator", "encrypted").statusCode()).isEqualTo(403);
        assertThat(make("auditor", "encrypted").statusCode()).isEqualTo(403);
        assertThat(make("patient", "clear").statusCode()).isEqualTo(403);
        assertThat(make("patient", "encrypted").statusCode()).isEqualTo(403);
        assertThat(make("hopital", "all").statusCode()).isEqualTo(403);
        assertThat(make("", "none").statusCode()).isEqualTo(400);
        assertThat(send(asked(transfer, "labo", "none").POST(BodyPublishers.noBody())))
                .as("without saying that it is an operator")
                .isEqualTo(403);
        assertThat(send(asked(transfer, "labo", "none").header("X-Sceau-Operator", "test")))
                .as("by a read")
                .isEqualTo(405);
        assertThat(entries()).hasSize(before);
    }

    @Test
    void makingOneIsJournaledBeforeItIsGiven() throws Exception {
        long before = disclosures("evidence/sender/labo");

        made("labo", "none");

        assertThat(disclosures("evidence/sender/labo")).isEqualTo(before + 1);
    }

    @Test
    void aPartyFetchesItsOwnDocumentsInClearOverItsOwnConnection() throws Exception {
        String path = "/Evidence/" + transfer + "?documents=clear";
        HttpResponse<byte[]> senders = RunningClinics.send(laboratory, own(path));
        HttpResponse<byte[]> recipients = RunningClinics.send(hospital, own(path));

        for (HttpResponse<byte[]> answer : List.of(senders, recipients)) {
            assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
            Claims.OfEvidence claims = proved(answer.body());
            assertThat(claims.documents())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(DocumentFinding.State.INTACT));
            assertThat(names(answer.body())).contains("payload/0", "metadata.json");
        }
        assertThat(disclosures("evidence/recipient/hopital")).isPositive();
    }

    /** Sender, recipient, operator, auditor and patient, and the checkpoints of all their receipts. */
    @Test
    void dssFindsEveryFileAndEveryCheckpointOfItsReceiptsIntact() throws Exception {
        Dss dss = new Dss(clinics.clinics().anchors());
        String path = "/Evidence/" + transfer + "?documents=";
        Map<String, byte[]> files = Map.of(
                "sender", RunningClinics.send(laboratory, own(path + "clear")).body(),
                "recipient",
                        RunningClinics.send(hospital, own(path + "encrypted")).body(),
                "operator", made("operator", "none").body(),
                "auditor", made("auditor", "none").body(),
                "patient", made("patient", "none").body());

        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(dss.evidence(file.getValue())).as(file.getKey()).hasSize(1);
            List<Receipt> receipts = Dss.members(file.getValue()).entrySet().stream()
                    .filter(member -> member.getKey().startsWith("receipts/"))
                    .map(member -> Receipt.decode(member.getValue()))
                    .toList();
            assertThat(receipts).as(file.getKey()).isNotEmpty();
            receipts.forEach(dss::checkpoint);
        }
        assertThat(names(Objects.requireNonNull(files.get("sender")))).contains("payload/0", "signature.json");
        assertThat(names(Objects.requireNonNull(files.get("recipient")))).contains("payload/0.p7m");
    }

    private static HttpRequest own(String path) {
        return HttpRequest.newBuilder(URI.create(clinics.gateway().base() + path))
                .build();
    }

    private static long disclosures(String rule) {
        return entries().stream().filter(entry -> entry.rule().equals(rule)).count();
    }

    /** As the hospital itself sees it. */
    private static long handedOver() {
        return clinics.gateway().ledger().receipts().ofTransfer(transfer, new PartnerId("hopital"), true).stream()
                .map(receipt -> Receipt.decode(receipt.content()).entry())
                .filter(entry -> entry.event() == EventName.CONTENT_HANDOVER)
                .count();
    }

    private static List<Entry> entries() {
        return clinics.gateway().ledger().receipts().ofTransfer(transfer).stream()
                .map(receipt -> Receipt.decode(receipt.content()).entry())
                .toList();
    }

    private static HttpResponse<byte[]> made(String party, String documents) throws Exception {
        HttpResponse<byte[]> answer = make(party, documents);
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(EvidenceWriter.MEDIA_TYPE);
        return answer;
    }

    private static HttpResponse<byte[]> make(String party, String documents) throws Exception {
        return RunningClinics.send(
                operator,
                asked(transfer, party, documents)
                        .header("X-Sceau-Operator", "test")
                        .POST(BodyPublishers.noBody())
                        .build());
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        return RunningClinics.send(operator, request.build()).statusCode();
    }

    private static HttpRequest.Builder asked(TransferId of, String party, String documents) throws IOException {
        return RunningClinics.operator(
                clinics.gateway(), "/api/evidence/" + of + "?for=" + party + "&documents=" + documents);
    }

    private static Claims.OfEvidence proved(HttpResponse<byte[]> answer) throws IOException {
        return proved(answer.body());
    }

    private static Claims.OfEvidence proved(byte[] file) throws IOException {
        TrustAnchors anchors = TrustAnchors.ofPem(Files.readString(
                clinics.clinics().directory().resolve("trust/anchors.pem"), StandardCharsets.US_ASCII));
        Verdict verdict = Verifier.verify(new ByteArrayInputStream(file), anchors, List.of());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfEvidence) ((Verdict.Proved) verdict).claims();
    }

    private static Set<String> names(byte[] file) throws IOException {
        return Dss.members(file).keySet();
    }
}
