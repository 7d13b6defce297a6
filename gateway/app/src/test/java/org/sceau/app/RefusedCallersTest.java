package org.sceau.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.app.demo.Clinics;
import org.sceau.app.http.Endpoint;
import org.sceau.keys.Credential;
import org.sceau.proof.Claims;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.TlsContexts;
import org.sceau.trust.TrustAnchors;

/**
 * Each way in which a registered certificate stops standing against each interface of the FHIR port: none is answered, each has
 * its signed refusal. A new {@link Endpoint} that is not in the table fails the test.
 */
class RefusedCallersTest {
    private static final Duration UNTIL_END = Duration.ofMinutes(30);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PATIENT = "urn:oid:1.2.250.1.213.1.4.10%7C279035121518989";
    private static final String SOMEBODY = "279035121518989";
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    @TempDir
    static Path root;

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Clock CLOCK =
            ((InstantSource) () -> InstantSource.system().instant().plus(AHEAD.get())).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicReference<Instant> PKI_TIME = new AtomicReference<>(Instant.EPOCH);
    /** Of those that are revoked or opposed, and of those that end. */
    private static final DevelopmentPki[] PKI = new DevelopmentPki[2];

    private static final Map<Kind, DevelopmentParty> PARTIES = new EnumMap<>(Kind.class);

    private static Clinics clinics;
    private static Gateway gateway;
    private static HttpClient laboratory;
    private static String document;

    /** How a registered certificate stops standing. */
    enum Kind {
        REVOKED("cabinet-revoque", "SC-3003"),
        OPPOSED("cabinet-oppose", "SC-3003"),
        EXPIRED("cabinet-echu", "SC-3004");

        private final String id;
        private final String code;

        Kind(String id, String code) {
            this.id = id;
            this.code = code;
        }

        /** From now on it does not stand. */
        void happens() throws IOException {
            X509Certificate certificate = party(this).auth().certificate();
            switch (this) {
                case REVOKED -> {
                    PKI[0].revoke(certificate);
                    PKI[0].writeListsTo(root.resolve("fresh"));
                }
                case OPPOSED ->
                    Files.writeString(
                            root.resolve("gateway/trust/oppositions.txt"),
                            "2026-01-01T00:00:00Z;"
                                    + certificate.getSerialNumber().toString(16) + ";"
                                    + certificate.getIssuerX500Principal().getName());
                case EXPIRED -> AHEAD.set(UNTIL_END.multipliedBy(2));
            }
        }
    }

    /** A request to an interface; {@code submits} where it would hand something in. */
    private record Asked(String method, String path, String type, String body, boolean submits) {
        static Asked get(String path) {
            return new Asked("GET", path, "", "", false);
        }

        static Asked form(String path, String body) {
            return new Asked("POST", path, FORM, body, false);
        }

        static Asked submission(String path) {
            return new Asked("POST", path, RunningClinics.FHIR, "{\"resourceType\":\"" + SOMEBODY + "\"}", true);
        }

        HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            return request.build();
        }
    }

    /** What each endpoint answers to who may ask it. */
    private static Map<String, List<Asked>> interfaces() {
        String query = "?patient.identifier=" + PATIENT;
        return Map.ofEntries(
                entry(
                        "SubmitEndpoint",
                        List.of(
                                Asked.submission("/fhir"),
                                Asked.submission("/fhir/Bundle"),
                                Asked.submission("/fhir/DocumentReference"))),
                entry(
                        "DocumentEndpoint",
                        List.of(Asked.get("/fhir/Binary/" + document), Asked.get("/fhir/Binary/" + NOWHERE))),
                entry(
                        "SearchEndpoint",
                        List.of(
                                Asked.get("/fhir/DocumentReference" + query),
                                Asked.form("/fhir/DocumentReference/_search", query.substring(1)),
                                Asked.get("/fhir/List" + query),
                                Asked.form("/fhir/List/_search", query.substring(1)))),
                entry("ReferenceEndpoint", List.of(Asked.get("/fhir/DocumentReference/" + document))),
                entry("ReceiptEndpoint", List.of(Asked.get("/fhir/Bundle/" + NOWHERE))),
                entry("EvidenceEndpoint", List.of(Asked.get("/fhir/Evidence/" + NOWHERE))),
                entry(
                        "DirectoryEndpoint",
                        List.of(
                                Asked.get("/fhir/Organization?name=" + SOMEBODY),
                                Asked.form("/fhir/Practitioner/_search", "name=" + SOMEBODY))),
                entry("AuthorizationEndpoint", List.of(Asked.get("/oauth/authorize?x=" + SOMEBODY))),
                entry("TokenEndpoint", List.of(Asked.form("/oauth/token", "grant_type=client_credentials"))),
                entry("IntrospectionEndpoint", List.of(Asked.form("/oauth/introspect", "token=x"))),
                entry(
                        "MetadataEndpoint",
                        List.of(
                                Asked.get("/.well-known/oauth-authorization-server"),
                                Asked.get("/fhir/.well-known/smart-configuration"),
                                Asked.get("/oauth/jwks"))),
                entry(
                        "NowhereEndpoint",
                        List.of(
                                Asked.get("/fhir/Patient/" + SOMEBODY),
                                new Asked(
                                        "PATCH",
                                        "/fhir/DocumentReference/" + document,
                                        RunningClinics.FHIR,
                                        "{}",
                                        false),
                                new Asked("DELETE", "/fhir/DocumentReference/" + document, "", "", false))),
                entry("Hapi", List.of(Asked.get("/fhir/metadata"))));
    }

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        Instant now = Clock.systemUTC().instant();
        for (Kind kind : Kind.values()) {
            boolean aged = kind == Kind.EXPIRED;
            PKI_TIME.set(aged ? now.plus(UNTIL_END).minus(Duration.ofDays(365)) : now);
            int pki = aged ? 1 : 0;
            if (PKI[pki] == null) {
                PKI[pki] = DevelopmentPki.create(PKI_TIME::get, RANDOM, aged ? "ANCIENNE" : "RECENTE");
            }
            PARTIES.put(kind, PKI[pki].organisation(new PartnerId(kind.id), "Cabinet fictif " + kind, "1750999981"));
        }
        PKI_TIME.set(now);
        PKI[1].renewLists();
        PKI[0].writeTo(root.resolve("fresh"), RANDOM);
        PKI[1].writeTo(root.resolve("aged"), RANDOM);
        for (String pki : List.of("fresh", "aged")) {
            for (String file : List.of("anchors.pem", "intermediates.pem")) {
                Files.writeString(
                        directory.resolve("trust").resolve(file),
                        Files.readString(root.resolve(pki).resolve("trust").resolve(file)),
                        StandardOpenOption.APPEND);
            }
        }
        Files.writeString(directory.resolve("trust/oppositions.txt"), "");
        Path settings = directory.resolve("conf/gateway.yaml");
        String lists = Stream.of("fresh", "aged")
                .flatMap(pki -> Stream.of(pki + "/trust/root.crl", pki + "/trust/issuing.crl"))
                .map(list -> ", ../../" + list)
                .collect(Collectors.joining());
        Files.writeString(
                settings,
                Files.readString(settings)
                                .replace("issuing.crl]", "issuing.crl" + lists + "]")
                                .replace(
                                        "trust:\n", "trust:\n  every: 200ms\n  oppositions: ../trust/oppositions.txt\n")
                        + "\ntokens: {required: [submit, find, retrieve, directory], per-minute: 600}\n");
        for (Kind kind : Kind.values()) {
            Path home = root.resolve(kind == Kind.EXPIRED ? "aged" : "fresh")
                    .resolve("parties")
                    .resolve(kind.id);
            Files.writeString(directory.resolve("conf/partners/" + kind.id + ".yaml"), """
                    id: %s
                    name: Cabinet (fictif)
                    may: [submit, find, retrieve, directory]
                    profiles: ["http://hl7.org/fhir/StructureDefinition/Bundle"]
                    auth-certificates: [%s]
                    channel: inbox
                    client: {redirect-uris: ["https://cabinet.example/retour"], purpose: treat}
                    """.formatted(
                            kind.id, home.resolve("auth.pem")));
        }
        gateway = RunningClinics.gateway(directory, CLOCK);
        laboratory = RunningClinics.caller(clinics.laboratoryTls());
        document = UUID.randomUUID().toString();
    }

    @AfterAll
    static void stop() {
        laboratory.close();
        gateway.close();
        clinics.close();
    }

    @Test
    void theTableHasEveryEndpoint() {
        Set<String> endpoints = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.sceau.app").stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(Endpoint.class))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(interfaces().keySet()).isEqualTo(endpoints);
    }

    @ParameterizedTest
    @EnumSource
    void noneIsAnsweredAndEachHasItsSignedRefusal(Kind kind) throws Exception {
        SSLContext tls = tls(party(kind).auth());
        List<Asked> all = interfaces().values().stream().flatMap(List::stream).toList();
        List<HttpClient> open = new ArrayList<>();
        try (HttpClient look = RunningClinics.caller(tls)) {
            for (Asked _ : all) {
                HttpClient client = RunningClinics.caller(tls);
                open.add(client);
                assertThat(metadata(client)).isEqualTo(200);
            }
            kind.happens();
            await().until(() -> !stands(look));

            Set<UUID> entries = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                HttpResponse<byte[]> refused =
                        RunningClinics.send(open.get(i), all.get(i).request());
                Entry entry = refusal(refused, kind.id, kind.code);
                assertThat(entry.rule()).isEqualTo("certificate:refuse");
                assertThat(entry.event())
                        .as(all.get(i).path())
                        .isEqualTo(all.get(i).submits() ? EventName.SUBMISSION_REJECTION : EventName.REQUEST_REFUSED);
                assertThat(entry.transfer().isPresent()).isEqualTo(all.get(i).submits());
                entries.add(entry.id());
            }
            assertThat(entries).as("one each").hasSize(all.size());
            try (HttpClient late = RunningClinics.caller(tls(party(kind).auth()))) {
                assertThatThrownBy(() -> metadata(late)).isInstanceOf(IOException.class);
            }
        } finally {
            open.forEach(HttpClient::close);
        }
    }

    /** TLS refuses it: there is nobody whom a refusal could be given to. */
    @Test
    void anUnknownAuthoritysAndAnotherUsesCertificateGetNoConnection() throws Exception {
        DevelopmentParty stranger = DevelopmentPki.create(InstantSource.system(), RANDOM, "INCONNUE")
                .organisation(new PartnerId("inconnu"), "Cabinet inconnu (fictif)", "1750999980");

        for (Credential own : List.of(stranger.auth(), party(Kind.REVOKED).sign())) {
            try (HttpClient client = RunningClinics.caller(tls(own))) {
                assertThatThrownBy(() -> metadata(client)).isInstanceOf(IOException.class);
            }
        }
    }

    /** The certificate stands; what is beside it does not cover what is asked. */
    @Test
    void whatATokenIsRefusedForHasASignedRefusalToo() throws Exception {
        String token = "Bearer " + token("ITI-67");
        Map<Asked, String> refused = Map.of(
                Asked.submission("/fhir"), "SC-3019",
                Asked.get("/fhir/List?patient.identifier=" + PATIENT), "SC-3019",
                Asked.get("/fhir/Binary/" + document), "SC-3019");
        for (Map.Entry<Asked, String> each : refused.entrySet()) {
            HttpResponse<byte[]> answer =
                    RunningClinics.send(laboratory, each.getKey().request());
            Entry entry = refusal(answer, "labo", each.getValue());
            assertThat(entry.rule()).isEqualTo("bearer:refuse");
            assertThat(entry.transfer().isPresent()).isEqualTo(each.getKey().submits());
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        for (Map.Entry<String, String> each :
                Map.of(token, "SC-3021", token + "x", "SC-3020").entrySet()) {
            HttpResponse<byte[]> answer = RunningClinics.send(
                    laboratory,
                    HttpRequest.newBuilder(URI.create(origin() + "/fhir/Binary/" + document))
                            .header("Authorization", each.getKey())
                            .build());
            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(refusal(answer, "labo", each.getValue()).rule()).isEqualTo("bearer:refuse");
        }
    }

    /** The entry of the signed refusal that the answer links; it and the answer say nothing of what was asked for. */
    private static Entry refusal(HttpResponse<byte[]> answer, String partner, String code) throws IOException {
        String text = RunningClinics.text(answer);
        assertThat(answer.statusCode()).as(text).isIn(401, 403);
        assertThat(text).contains(code).doesNotContain(SOMEBODY, document);
        String link = RunningClinics.receipt(answer).toString();
        var id = new ReceiptId(UUID.fromString(link.substring(link.lastIndexOf('/') + 1)));
        ReceiptFile receipt =
                gateway.ledger().receipts().find(id, new PartnerId(partner)).orElseThrow();
        Verdict verdict = Verifier.verify(
                receipt.content(), org.sceau.proof.TrustAnchors.ofPem(Files.readString(clinics.anchors())), List.of());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        Entry entry = ((Claims.OfReceipt) ((Verdict.Proved) verdict).claims()).entry();
        assertThat(entry.reason()).contains(code);
        assertThat(new String(entry.encode(), StandardCharsets.UTF_8)).doesNotContain(SOMEBODY, document);
        return entry;
    }

    private static int metadata(HttpClient client) throws IOException, InterruptedException {
        return RunningClinics.send(client, Asked.get("/fhir/metadata").request())
                .statusCode();
    }

    private static boolean stands(HttpClient client) throws InterruptedException {
        try {
            return metadata(client) == 200;
        } catch (IOException refusedByTls) {
            return false;
        }
    }

    private static String token(String scope) throws IOException, InterruptedException {
        Asked asked = Asked.form("/oauth/token", "grant_type=client_credentials&scope=" + scope);
        return RunningClinics.json(RunningClinics.send(laboratory, asked.request()))
                .path("access_token")
                .asText();
    }

    private static DevelopmentParty party(Kind kind) {
        return Objects.requireNonNull(PARTIES.get(kind));
    }

    private static SSLContext tls(Credential own) {
        var anchors = TrustAnchors.load(clinics.directory().resolve("trust"), Duration.ofDays(3650));
        return TlsContexts.of(own, new GatewayTrustManager(new CertificateChecker(anchors), CLOCK), RANDOM);
    }

    private static String origin() {
        return gateway.base().toString().replaceAll("/fhir/?$", "");
    }
}
