package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.intake.Format;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.Receipt;
import org.sceau.proof.SuppliedDocument;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;
import org.sceau.suites.NativeProvider;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** The whole gateway over HTTPS: everything of it is real, peers included. */
class GatewayTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final FhirContext HAPI = FhirContext.forR4Cached();

    @TempDir
    static Path directory;

    private static RunningClinics clinics;
    private static HttpClient laboratory;
    private static HttpClient hospital;

    @BeforeAll
    static void start() throws IOException {
        clinics = RunningClinics.start(directory.resolve("gateway"), wish -> wish);
        laboratory = clinics.client(clinics.clinics().laboratoryTls());
        hospital = clinics.client(clinics.clinics().hospitalTls());
    }

    @AfterAll
    static void stop() throws IOException {
        clinics.close();
    }

    @Test
    void aReportIsAcceptedDeliveredAndEveryReceiptVerifies() throws Exception {
        HttpResponse<byte[]> accepted = submit(SampleReport.of(11, 20_000));

        assertThat(accepted.statusCode()).as(RunningClinics.text(accepted)).isEqualTo(200);
        Bundle answer = HAPI.newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, RunningClinics.text(accepted));
        assertThat(answer.getEntry()).allSatisfy(entry -> {
            assertThat(entry.getResponse().getStatus()).startsWith("20");
            assertThat(entry.getResponse().getLocation()).isNotBlank();
        });
        await().until(() ->
                clinics.deliveries().stream().allMatch(delivery -> delivery.state() == DeliveryState.CONSIGNED));
        assertThat(receipts())
                .isNotEmpty()
                .allSatisfy(receipt -> assertThat(verify(receipt)).isInstanceOf(Verdict.Proved.class));
    }

    @Test
    void aReceiptGetsItsTimeStampFromTheAuthorityAndTheOperatorSeesTheLag() throws Exception {
        HttpResponse<byte[]> accepted = submit(SampleReport.of(71, 3_000));
        HttpRequest request = HttpRequest.newBuilder(RunningClinics.receipt(accepted))
                .header("Accept", "application/vnd.sceau.receipt+json")
                .build();

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        stamped(RunningClinics.send(laboratory, request).body()).isPresent());

        byte[] receipt = RunningClinics.send(laboratory, request).body();
        assertThat(stamped(receipt).orElseThrow().authority()).contains("Tiers horodateur (fictif)");
        assertThat(RunningClinics.send(laboratory, request).body()).isEqualTo(receipt);
        assertThat(RunningClinics.text(RunningClinics.send(
                        laboratory,
                        RunningClinics.operator(clinics.gateway(), "/observe/metrics")
                                .build())))
                .contains("\nsceau_time_stamp_lag_seconds ")
                .contains("\nsceau_time_stamp_late 0\n");
        JsonNode status = RunningClinics.json(RunningClinics.send(
                laboratory,
                RunningClinics.operator(clinics.gateway(), "/api/status").build()));
        assertThat(status.has("timeStampLagSeconds")).isTrue();
        assertThat(status.path("timeStampLate").asBoolean(true)).isFalse();
        assertThat(status.path("nativeCrypto").asText()).isEqualTo(NativeProvider.inWords());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | application/fhir+json",
                "*/* | application/fhir+json",
                "application/fhir+json | application/fhir+json",
                "application/xml | application/fhir+xml",
                "application/fhir+xml, application/fhir+json;q=0.5 | application/fhir+xml",
                "application/vnd.sceau.receipt+json | application/vnd.sceau.receipt+json",
                "application/cose | application/cose; cose-type=\"cose-sign1\""
            })
    void aReceiptIsGivenInEveryFormAndEachVerifies(@Nullable String accept, String contentType) throws Exception {
        URI receipt = RunningClinics.receipt(submit(SampleReport.of(72, 3_000)));
        HttpRequest.Builder request = HttpRequest.newBuilder(receipt);
        if (accept != null) {
            request.header("Accept", accept);
        }

        HttpResponse<byte[]> answer = RunningClinics.send(laboratory, request.build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith(contentType);
        assertThat(verify(answer.body()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        proved -> assertThat(((Claims.OfReceipt) proved.claims())
                                        .entry()
                                        .id())
                                .hasToString(receipt.getPath()
                                        .substring(receipt.getPath().lastIndexOf('/') + 1)));
        assertThat(RunningClinics.send(hospital, request.build()).statusCode()).isEqualTo(404);
    }

    @Test
    void noOtherFormOfAReceiptIsAcceptable() throws Exception {
        URI receipt = RunningClinics.receipt(submit(SampleReport.of(72, 3_000)));

        HttpResponse<byte[]> answer = RunningClinics.send(
                laboratory,
                HttpRequest.newBuilder(receipt).header("Accept", "text/html").build());

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(codes(answer)).contains("SC-1008");
    }

    private static Optional<TimeStamped> stamped(byte[] receipt) throws IOException {
        return verify(receipt) instanceof Verdict.Proved(Claims.OfReceipt claims) ? claims.stamped() : Optional.empty();
    }

    @Test
    void theSameSubmissionTwiceGetsTheFirstReceipt() throws Exception {
        SampleReport report = SampleReport.of(12, 3_000);

        HttpResponse<byte[]> first = submit(report);
        HttpResponse<byte[]> second = submit(report);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(RunningClinics.receipt(second)).isEqualTo(RunningClinics.receipt(first));
    }

    @Test
    void anotherContentUnderTheSameIdentifierIsAConflict() throws Exception {
        SampleReport report = SampleReport.of(13, 3_000);
        SampleReport another = SampleReport.of(14, 3_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);

        String bundle = new String(another.transaction(SampleReport.Carrying.PDF), StandardCharsets.UTF_8)
                .replace(another.submissionSetId(), report.submissionSetId());
        HttpResponse<byte[]> other = RunningClinics.send(
                laboratory, clinics.post("", RunningClinics.FHIR, bundle.getBytes(StandardCharsets.UTF_8)));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(codes(other)).contains("SC-5001");
    }

    @Test
    void theHospitalFindsAndRetrievesTheExactBytesAndTheReadIsReceipted() throws Exception {
        SampleReport report = SampleReport.of(15, 4_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> found = search(report);
        HttpResponse<byte[]> document = RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(attachmentOf(found, "application/pdf")).build());

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(document.body()).isEqualTo(report.pdf().bytes());
        assertThat(RunningClinics.receipt(document)).isNotEqualTo(RunningClinics.receipt(found));
        HttpResponse<byte[]> receipt = RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(RunningClinics.receipt(document)).build());
        assertThat(verify(receipt.body())).isInstanceOf(Verdict.Proved.class);
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksForAFhirResourceGetsTheDocumentInABinaryAndTheReadIsReceiptedAlike(Format format) throws Exception {
        SampleReport report = SampleReport.of(20, 100_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> answer = RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(attachmentOf(search(report), "application/pdf"))
                        .header("Accept", format.mediaType())
                        .build());

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(format.mediaType());
        IParser parser = format == Format.JSON ? HAPI.newJsonParser() : HAPI.newXmlParser();
        Binary binary = parser.setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Binary.class, RunningClinics.text(answer));
        assertThat(binary.getContentType()).isEqualTo("application/pdf");
        assertThat(binary.getContent()).isEqualTo(report.pdf().bytes());
        HttpResponse<byte[]> receipt = RunningClinics.send(
                hospital, HttpRequest.newBuilder(RunningClinics.receipt(answer)).build());
        assertThat(RunningClinics.text(receipt)).contains("ContentHandover");
        assertThat(Verifier.verify(
                        receipt.body(),
                        anchors(),
                        List.of(new SuppliedDocument("", "pdf", Digest.sha256(binary.getContent())))))
                .isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void aFhirDocumentIsItselfWhatIsAskedForByItsOwnType() throws Exception {
        SampleReport report = SampleReport.of(22, 1_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> answer = RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(attachmentOf(search(report), RunningClinics.FHIR))
                        .header("Accept", RunningClinics.FHIR)
                        .build());

        assertThat(answer.body()).isEqualTo(report.document());
    }

    @Test
    void theSelfLinkOfASearchSaysNothingOfThePatient() throws Exception {
        SampleReport report = SampleReport.of(16, 1_000);

        HttpResponse<byte[]> found = RunningClinics.send(
                hospital,
                clinics.request("/DocumentReference?"
                                + new String(form(report, "&status=current"), StandardCharsets.US_ASCII))
                        .build());

        assertThat(found.statusCode()).isEqualTo(200);
        String self = RunningClinics.json(found).at("/link/0/url").asText();
        assertThat(self).startsWith(clinics.gateway().base() + "/DocumentReference?_receipt=");
        assertThat(self).doesNotContain(report.patient().value());
    }

    @Test
    void aListSearchGivesTheSubmissionSetWithOurDocuments() throws Exception {
        SampleReport report = SampleReport.of(17, 1_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> found = RunningClinics.send(
                laboratory, clinics.post("/List/_search", FORM, form(report, "&code=submissionset&status=current")));

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(RunningClinics.json(found)
                        .at("/entry/0/resource/entry/0/item/reference")
                        .asText())
                .startsWith("DocumentReference/");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /DocumentReference?status=current, 400, SC-3010",
        "GET, /DocumentReference?patient.identifier=x&status=current, 400, SC-3010",
        "GET, /Binary/5d8b1c39-1d55-4a2e-9d4f-1fb2a29b9a10, 404, SC-3008",
        "GET, /Binary/x, 404, SC-3008",
        "GET, /Bundle/5d8b1c39-1d55-4a2e-9d4f-1fb2a29b9a10, 404, SC-3008",
        "GET, /Patient/1, 404, SC-3008",
        "DELETE, /DocumentReference/1, 405, SC-3013",
    })
    void whatCannotBeAnsweredIsAnOperationOutcomeOfTheCatalogue(String method, String path, int status, String code)
            throws Exception {
        HttpResponse<byte[]> answer = RunningClinics.send(
                hospital,
                clinics.request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(codes(answer)).contains(code);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":1,}', 400, SC-1001", "'{}', 400, SC-1007"})
    void aBodyThatIsNoSubmissionIsRefusedWithAVerifiableReceipt(String body, int status, String code) throws Exception {
        HttpResponse<byte[]> answer = RunningClinics.send(
                laboratory, clinics.post("", RunningClinics.FHIR, body.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(status);
        assertThat(codes(answer)).contains(code);
        HttpResponse<byte[]> receipt = RunningClinics.send(
                laboratory,
                HttpRequest.newBuilder(RunningClinics.receipt(answer)).build());
        assertThat(verify(receipt.body())).isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void aPartnerThatMayNotSubmitIsRefusedWhateverItSendsAndTheRefusalIsJournaled() throws Exception {
        byte[] good = SampleReport.of(19, 1_000).transaction(SampleReport.Carrying.PDF);

        for (byte[] body : List.of(good, "{".getBytes(StandardCharsets.UTF_8))) {
            HttpResponse<byte[]> answer = RunningClinics.send(hospital, clinics.post("", RunningClinics.FHIR, body));
            HttpResponse<byte[]> receipt = RunningClinics.send(
                    hospital,
                    HttpRequest.newBuilder(RunningClinics.receipt(answer)).build());

            assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(403);
            assertThat(codes(answer)).contains("SC-3006");
            assertThat(verify(receipt.body())).isInstanceOf(Verdict.Proved.class);
            assertThat(RunningClinics.text(receipt)).contains("SubmissionRejection", "partner/may-submit:refuse");
        }
    }

    @Test
    void aRetrievalThatBreaksOffIsFollowedByAFailureThatItsReaderHas() throws Exception {
        SampleReport report = SampleReport.of(81, 30_000_000);
        assertThat(submit(report).statusCode()).isEqualTo(200);
        HttpRequest request = HttpRequest.newBuilder(attachmentOf(search(report), "application/pdf"))
                .build();

        HttpResponse<InputStream> answer = hospital.send(request, HttpResponse.BodyHandlers.ofInputStream());
        String link = answer.headers().firstValue("Link").orElseThrow();
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isNotNegative();
        }

        ReceiptId handover = ReceiptId.parse(link.substring(link.lastIndexOf('/') + 1, link.indexOf('>')));
        Entry handed =
                entry(clinics.gateway().ledger().receipts().find(handover).orElseThrow());
        await().until(() -> failures(handed.transfer().orElseThrow(), HOSPITAL).size() == 1);
        Entry failed = failures(handed.transfer().orElseThrow(), HOSPITAL).getFirst();
        assertThat(failed.reason()).contains("SC-4010");
        assertThat(failed.rule()).isEqualTo(handed.rule());
        assertThat(failed.previous()).isPresent();
    }

    private static final Optional<PartnerId> HOSPITAL = Optional.of(new PartnerId("hopital"));

    /** The failed handovers of a transfer, as a partner or as the operator sees them. */
    private static List<Entry> failures(UUID transfer, Optional<PartnerId> partner) {
        var shelf = clinics.gateway().ledger().receipts();
        var id = new TransferId(transfer);
        return partner.map(who -> shelf.ofTransfer(id, who, true)).orElseGet(() -> shelf.ofTransfer(id)).stream()
                .map(GatewayTest::entry)
                .filter(entry -> entry.event() == EventName.CONTENT_HANDOVER_FAILURE)
                .toList();
    }

    private static Entry entry(ReceiptFile receipt) {
        return Receipt.decode(receipt.content()).entry();
    }

    @Test
    void anotherMediaTypeIsRefusedBeforeTheBodyIsRead() throws Exception {
        HttpResponse<byte[]> answer = RunningClinics.send(laboratory, clinics.post("", "text/plain", new byte[10]));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(codes(answer)).contains("SC-1006");
        assertThat(answer.headers().firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("receipt"));
    }

    @Test
    void ofACertificateThatIsGoodButRegisteredNowhereNoBodyIsRead() throws Exception {
        URI base = URI.create(clinics.gateway().base().toString());
        try (var card = (SSLSocket)
                clinics.clinics().tlsOf("biologiste").getSocketFactory().createSocket(base.getHost(), base.getPort())) {
            card.setSoTimeout(20_000); // less than the gateway would wait for a body
            SSLParameters named = card.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            card.setSSLParameters(named);
            String head = "POST " + base.getPath() + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nContent-Type: "
                    + RunningClinics.FHIR + "\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n";
            card.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            byte[] answer = card.getInputStream().readNBytes(1_000);

            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("SC-3002")
                    .doesNotContain("receipt");
        }
    }

    @Test
    void aPartnersReceiptIsNotThereForAnother() throws Exception {
        URI receipt = RunningClinics.receipt(submit(SampleReport.of(18, 1_000)));

        HttpResponse<byte[]> answer =
                RunningClinics.send(hospital, HttpRequest.newBuilder(receipt).build());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aClientWithoutCertificateDoesNotGetThroughTheHandshake() throws Exception {
        HttpClient nobody = clinics.client(clinics.anonymous());

        assertThatThrownBy(() ->
                        RunningClinics.send(nobody, clinics.request("/metadata").build()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theStatementClaimsComprehensiveBecauseMinimalIsRefused() throws Exception {
        HttpResponse<byte[]> answer =
                RunningClinics.send(hospital, clinics.request("/metadata").build());

        CapabilityStatement statement =
                HAPI.newJsonParser().parseResource(CapabilityStatement.class, RunningClinics.text(answer));
        assertThat(statement.getInstantiates())
                .extracting(url -> url.getValue().substring(url.getValue().lastIndexOf('/') + 1))
                .contains("IHE.MHD.DocumentRecipient.Comprehensive", "IHE.MHD.DocumentResponder");
    }

    private static HttpResponse<byte[]> submit(SampleReport report) throws IOException, InterruptedException {
        return RunningClinics.send(
                laboratory, clinics.post("", RunningClinics.FHIR, report.transaction(SampleReport.Carrying.BOTH)));
    }

    private static HttpResponse<byte[]> search(SampleReport report) throws IOException, InterruptedException {
        return RunningClinics.send(
                hospital, clinics.post("/DocumentReference/_search", FORM, form(report, "&status=current")));
    }

    private static byte[] form(SampleReport report, String rest) {
        String token = SamplePatient.INS_TEST + "|" + report.patient().value();
        return ("patient.identifier=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + rest)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static URI attachmentOf(HttpResponse<byte[]> found, String contentType) throws IOException {
        for (JsonNode entry : RunningClinics.json(found).path("entry")) {
            JsonNode attachment = entry.at("/resource/content/0/attachment");
            if (attachment.path("contentType").asText().equals(contentType)) {
                return URI.create(attachment.path("url").asText());
            }
        }
        throw new AssertionError("no such document among the hits");
    }

    private static List<String> codes(HttpResponse<byte[]> answer) throws IOException {
        return RunningClinics.json(answer).findValuesAsText("code");
    }

    private static List<byte[]> receipts() {
        return clinics.transfers().stream()
                .flatMap(line -> clinics.gateway().ledger().receipts().ofTransfer(line.id()).stream())
                .map(receipt -> receipt.content())
                .toList();
    }

    private static Verdict verify(byte[] receipt) throws IOException {
        return Verifier.verify(receipt, anchors(), List.of());
    }

    private static TrustAnchors anchors() throws IOException {
        return TrustAnchors.ofPem(Files.readString(clinics.clinics().anchors()));
    }
}
