package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.SignedStatement;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** Access rules over a running gateway: who is refused, who breaks the glass, who acts in a quality alone. */
class AccessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECEIPT = "application/vnd.sceau.receipt+json";
    private static final String RPPS = "810001288385";
    private static final String RULES = """
            rules:
              - {id: senders, why: w, grant: [submit]}
              - {id: routed, why: w, grant: [receive]}
              - id: pharmacists-in-quality
                why: A pharmacist of the laboratory reads as a pharmacist
                grant: [retrieve]
                who: {partners: [labo], professions: ["21"], identified: [quality]}
                identity: withheld
              - id: own
                why: w
                grant: [find, retrieve]
                documents: {relation: [sender, recipient]}
              - id: nothing-for-the-hospital
                why: w
                refuse: [find, retrieve]
                who: {partners: [hopital]}
                documents: {types: ["http://loinc.org|11502-2"]}
              - id: vital-emergency
                why: A physician who breaks the glass
                grant: [find, retrieve]
                who: {professions: ["10"], identified: [direct]}
                break-glass: {reasons: [vital-emergency]}
            """;
    private static final String PHYSICIAN = """
            id: biologiste
            name: Dr Camille Exemple (fictive)
            may: [find, retrieve]
            auth-certificates: [../parties/biologiste/auth.pem]
            channel: inbox
            """;

    @TempDir
    static Path root;

    private static Clinics clinics;
    private static Gateway gateway;
    private static HttpClient laboratory;
    private static HttpClient hospital;
    private static HttpClient physician;
    private static SampleReport report;

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        Files.writeString(directory.resolve("conf/access.yaml"), RULES);
        Files.writeString(directory.resolve("conf/partners/biologiste.yaml"), PHYSICIAN);
        gateway = RunningClinics.gateway(directory);
        laboratory = RunningClinics.caller(clinics.laboratoryTls());
        hospital = RunningClinics.caller(clinics.hospitalTls());
        physician = RunningClinics.caller(clinics.tlsOf("biologiste"));
        report = SampleReport.of(81, 3_000);
        HttpResponse<byte[]> accepted = RunningClinics.send(
                laboratory,
                HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                        .header("Content-Type", RunningClinics.FHIR)
                        .POST(BodyPublishers.ofByteArray(report.transaction(SampleReport.Carrying.PDF)))
                        .build());
        assertThat(accepted.statusCode()).as(RunningClinics.text(accepted)).isEqualTo(200);
        assertThat(entry(laboratory, accepted).path("rule").asText()).startsWith("access:senders+route:");
    }

    @AfterAll
    static void stop() {
        List.of(laboratory, hospital, physician).forEach(HttpClient::close);
        gateway.close();
        clinics.close();
    }

    @Test
    void whoARuleRefusesFindsNothingAndIsToldWhatItWouldBeToldIfThereWereNothing() throws Exception {
        URI document = document(find(laboratory, "DocumentReference", ""));
        URI nothing = document.resolve(UUID.randomUUID().toString());

        HttpResponse<byte[]> found = find(hospital, "DocumentReference", "");
        HttpResponse<byte[]> lists = find(hospital, "List", "&code=submissionset");
        HttpResponse<byte[]> refused = get(hospital, document, "");
        HttpResponse<byte[]> absent = get(hospital, nothing, "");

        assertThat(RunningClinics.json(found).path("total").asInt(-1)).isZero();
        assertThat(RunningClinics.json(lists).path("total").asInt(-1)).isZero();
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(RunningClinics.text(refused)).isEqualTo(RunningClinics.text(absent));
        assertThat(get(laboratory, document, "").body()).isEqualTo(report.pdf().bytes());
        await("access:nothing-for-the-hospital:refuse");
    }

    @Test
    void whoBreaksTheGlassReadsAndEverybodyConcernedSeesIt() throws Exception {
        String without = physicians("TREAT", Optional.empty());
        String with = physicians("BTG", Optional.of("vital-emergency"));
        long before = glassBroken();

        assertThat(hits(find(physician, "DocumentReference", ""))).isZero();
        assertThat(hits(find(physician, "DocumentReference", "", without))).isZero();
        assertThat(find(physician, "DocumentReference", "", physicians("BTG", Optional.of("curiosity")))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> found = find(physician, "DocumentReference", "", with);
        HttpResponse<byte[]> read = get(physician, document(found), with);

        assertThat(read.body()).isEqualTo(report.pdf().bytes());
        JsonNode entry = entry(physician, read);
        assertThat(entry.path("event").asText()).isEqualTo("ContentHandover");
        assertThat(entry.path("rule").asText()).isEqualTo("access:vital-emergency+break-glass:permit");
        assertThat(entry.path("decision").asText()).isEqualTo("the glass was broken for the reason vital-emergency");
        assertThat(entry.at("/actor/method").asText()).isEqualTo("mtls-direct");
        assertThat(glassBroken()).isEqualTo(before + 2);
        assertThat(reads()).contains("access:vital-emergency+break-glass:permit biologiste");
    }

    @Test
    void aPersonWhomTheOrganisationNamesIsKnownIndirectlyAndItsReceiptSaysSo() throws Exception {
        String statement = statement("labo", Optional.of("10"), Optional.of(RPPS), "TREAT", Optional.empty());

        HttpResponse<byte[]> read = get(laboratory, document(find(laboratory, "DocumentReference", "")), statement);

        JsonNode receipt = receipt(laboratory, read);
        assertThat(receipt.at("/entry/actor/method").asText()).isEqualTo("mtls-indirect");
        assertThat(receipt.at("/entry/actor/quality").asText()).startsWith("-/10/");
        assertThat(receipt.at("/entry").toString()).doesNotContain(RPPS);
        assertThat(receipt.at("/entry/digests").has("person")).isTrue();
        assertThat(receipt.path("openings").toString()).contains(encoded(RPPS));
    }

    /** Its operators run the gateway: who acted at a partner is between that partner and its receipt. */
    @Test
    void nobodyElseGetsTheNumberOfThePersonWhomAnOrganisationNamed() throws Exception {
        String statement = statement("labo", Optional.of("10"), Optional.of(RPPS), "TREAT", Optional.empty());
        JsonNode own =
                receipt(laboratory, get(laboratory, document(find(laboratory, "DocumentReference", "")), statement));
        String transfer = own.at("/entry/transfer").asText();
        List<HttpRequest> asked = List.of(
                RunningClinics.operator(
                                gateway, "/api/receipts/" + own.at("/entry/id").asText())
                        .build(),
                RunningClinics.operator(gateway, "/api/transfers/" + transfer + "/receipts")
                        .build());

        assertThat(own.path("openings").toString()).contains("\"person\"");
        for (HttpRequest request : asked) {
            HttpResponse<byte[]> answer = RunningClinics.send(laboratory, request);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(RunningClinics.text(answer))
                    .contains(own.at("/entry/id").asText())
                    .doesNotContain(encoded(RPPS));
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aQualityWithoutIdentityLeavesNoNameAndNoIdentifierInItsReceipt() throws Exception {
        String statement = statement("labo", Optional.of("21"), Optional.empty(), "TREAT", Optional.empty());

        HttpResponse<byte[]> read = get(laboratory, document(find(laboratory, "DocumentReference", "")), statement);

        byte[] receipt = receiptBytes(laboratory, read);
        JsonNode entry = JSON.readTree(receipt).path("entry");
        assertThat(entry.path("rule").asText()).startsWith("access:pharmacists-in-quality+");
        assertThat(entry.at("/actor/method").asText()).isEqualTo("mtls-quality");
        assertThat(entry.has("recipient")).isFalse();
        assertThat(new String(receipt, StandardCharsets.ISO_8859_1))
                .contains("\"-/21/-\"")
                .doesNotContain("1750999992")
                .doesNotContain("labo")
                .doesNotContain(thumbprint().base64Url())
                .doesNotContain("\"person\"");
        assertThat(verified(receipt)).isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void evidenceThatAQualityAsksForNamesNobodyEither() throws Exception {
        String statement = statement("labo", Optional.of("21"), Optional.empty(), "TREAT", Optional.empty());
        String transfer = receipt(laboratory, get(laboratory, document(find(laboratory, "DocumentReference", "")), ""))
                .at("/entry/transfer")
                .asText();
        for (String form : List.of("none", "clear")) {
            URI address = URI.create(gateway.base() + "/Evidence/" + transfer + "?documents=" + form);

            HttpResponse<byte[]> answer = RunningClinics.send(
                    laboratory,
                    stating(HttpRequest.newBuilder(address), statement).build());

            assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        }
        JsonNode made = JSON.readTree(RunningClinics.send(
                                laboratory,
                                RunningClinics.operator(gateway, "/api/transfers/" + transfer + "/receipts")
                                        .build())
                        .body())
                .path("receipts");
        List<JsonNode> evidence = new ArrayList<>();
        made.forEach(one -> {
            if (one.path("rule").asText().startsWith("evidence/")) {
                evidence.add(one);
            }
        });
        assertThat(evidence)
                .hasSizeGreaterThanOrEqualTo(2)
                .filteredOn(one -> one.toString().contains("mtls-quality"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.path("rule").asText()).isEqualTo("evidence/sender"));
    }

    @Test
    void aStatementSignedByAnotherOrLongAgoCountsForNothing() throws Exception {
        URI document = document(find(laboratory, "DocumentReference", ""));
        String another = statement("hopital", Optional.of("10"), Optional.of(RPPS), "TREAT", Optional.empty());

        assertThat(get(laboratory, document, another).statusCode()).isEqualTo(401);
        assertThat(RunningClinics.text(get(laboratory, document, "Bearer a.b.c")))
                .contains("SC-3018");
        assertThat(get(
                                physician,
                                document,
                                statement(
                                        "biologiste",
                                        Optional.empty(),
                                        Optional.of(RPPS),
                                        "BTG",
                                        Optional.of("vital-emergency")))
                        .statusCode())
                .as("a person's own certificate says who it is")
                .isEqualTo(401);
    }

    @Test
    void theDemonstrationHasTheSamplesRulesAndDates() throws Exception {
        Path fresh = root.resolve("fresh");
        GatewayFolder.configure(fresh, GatewayFolder.Wish.usual(0, 0, gateway.base()), Clock.systemUTC());

        assertThat(fresh.resolve("conf/access.yaml")).hasSameTextualContentAs(Path.of("../../conf/access.yaml"));
        assertThat(fresh.resolve("conf/crypto.yaml")).hasSameTextualContentAs(Path.of("../../conf/crypto.yaml"));
        assertThat(fresh.resolve("conf/qualities.yaml"))
                .as("the development PKI's authority alone is believed")
                .content()
                .isEqualTo(Files.readString(Path.of("../../conf/qualities.yaml"))
                        .replace("# issuers: trust/issuers.pem", "issuers: ../trust/intermediates.pem"))
                .contains("\nissuers:");
    }

    @Test
    void aRefusalByRuleIsSignedAndNamesTheRuleToWhoSent() throws Exception {
        HttpRequest request = stating(
                        HttpRequest.newBuilder(URI.create(gateway.base().toString())),
                        statement("labo", Optional.empty(), Optional.empty(), "BTG", Optional.empty()))
                .header("Content-Type", RunningClinics.FHIR)
                .POST(BodyPublishers.ofByteArray(SampleReport.of(82, 3_000).transaction(SampleReport.Carrying.PDF)))
                .build();

        HttpResponse<byte[]> refused = RunningClinics.send(laboratory, request);

        assertThat(refused.statusCode()).isEqualTo(403);
        byte[] receipt = receiptBytes(laboratory, refused);
        JsonNode entry = JSON.readTree(receipt).path("entry");
        assertThat(entry.path("event").asText()).isEqualTo("SubmissionRejection");
        assertThat(entry.path("rule").asText()).isEqualTo("access/default:refuse");
        assertThat(entry.path("reason").asText()).isEqualTo("SC-3006");
        assertThat(entry.path("revisions").has("access")).isTrue();
        assertThat(verified(receipt)).isInstanceOf(Verdict.Proved.class);
    }

    /** No rule of this configuration grants operate. */
    @Test
    void whatNoRuleGrantsIsRefusedToOperatorsToo() throws Exception {
        HttpRequest pause = RunningClinics.operator(gateway, "/api/routes/resultats/pause")
                .header("X-Sceau-Operator", "test")
                .POST(BodyPublishers.noBody())
                .build();

        HttpResponse<byte[]> refused = RunningClinics.send(laboratory, pause);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RunningClinics.text(refused)).isEqualTo("SC-3006 access/default:refuse\n");
    }

    private static String physicians(String purpose, Optional<String> reason) throws Exception {
        return statement("biologiste", Optional.empty(), Optional.empty(), purpose, reason);
    }

    /** The header in which a party states who acts for it. */
    private static String statement(
            String party, Optional<String> profession, Optional<String> person, String purpose, Optional<String> reason)
            throws Exception {
        return new SignedStatement(profession, person, purpose, reason)
                .by(clinics.directory().resolve("parties").resolve(party), Instant.now());
    }

    private static Verdict verified(byte[] receipt) throws Exception {
        return Verifier.verify(receipt, TrustAnchors.ofPem(Files.readString(clinics.anchors())), List.of());
    }

    /** SHA-256 of the laboratory's AUTH certificate. */
    private static Digest thumbprint() throws Exception {
        String pem = Files.readString(clinics.directory().resolve("parties/labo/auth.pem"));
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return Digest.sha256(certificate.getEncoded());
    }

    private static HttpResponse<byte[]> find(HttpClient client, String type, String rest) throws Exception {
        return find(client, type, rest, "");
    }

    private static HttpResponse<byte[]> find(HttpClient client, String type, String rest, String statement)
            throws Exception {
        String patient = SamplePatient.INS_TEST + "|" + report.patient().value();
        String form =
                "patient.identifier=" + URLEncoder.encode(patient, StandardCharsets.UTF_8) + "&status=current" + rest;
        return RunningClinics.send(
                client,
                stating(HttpRequest.newBuilder(URI.create(gateway.base() + "/" + type + "/_search")), statement)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", RunningClinics.FHIR)
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI url, String statement) throws Exception {
        return RunningClinics.send(
                client, stating(HttpRequest.newBuilder(url), statement).build());
    }

    private static HttpRequest.Builder stating(HttpRequest.Builder request, String statement) {
        return statement.isEmpty() ? request : request.header("Authorization", statement);
    }

    private static int hits(HttpResponse<byte[]> found) throws Exception {
        return RunningClinics.json(found).path("total").asInt(-1);
    }

    private static URI document(HttpResponse<byte[]> found) throws Exception {
        JsonNode answer = RunningClinics.json(found);
        return URI.create(
                answer.at("/entry/0/resource/content/0/attachment/url").asText());
    }

    private static JsonNode entry(HttpClient client, HttpResponse<byte[]> answer) throws Exception {
        return receipt(client, answer).path("entry");
    }

    private static JsonNode receipt(HttpClient client, HttpResponse<byte[]> answer) throws Exception {
        return JSON.readTree(receiptBytes(client, answer));
    }

    private static byte[] receiptBytes(HttpClient client, HttpResponse<byte[]> answer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(RunningClinics.receipt(answer))
                .header("Accept", RECEIPT)
                .build();
        return RunningClinics.send(client, request).body();
    }

    /** What the operator sees of who read: rule and partner of each handover. */
    private static List<String> reads() throws Exception {
        List<String> reads = new ArrayList<>();
        for (var transfer : RunningClinics.transfers(gateway)) {
            JsonNode receipts = RunningClinics.json(RunningClinics.send(
                    laboratory,
                    RunningClinics.operator(gateway, "/api/transfers/" + transfer.id() + "/receipts")
                            .build()));
            for (JsonNode receipt : receipts.path("receipts")) {
                if (receipt.path("event").asText().startsWith("ContentHandover")) {
                    reads.add(receipt.path("rule").asText() + " "
                            + receipt.path("recipient").asText());
                }
            }
        }
        return reads;
    }

    private static void await(String rule) {
        org.awaitility.Awaitility.await().until(() -> reads().stream().anyMatch(read -> read.startsWith(rule)));
    }

    private static long glassBroken() throws Exception {
        String metrics = RunningClinics.text(RunningClinics.send(
                laboratory, RunningClinics.operator(gateway, "/observe/metrics").build()));
        String name = "sceau_glass_broken_total ";
        int at = metrics.indexOf(name) + name.length();
        return Long.parseLong(metrics.substring(at, metrics.indexOf('\n', at)));
    }
}
