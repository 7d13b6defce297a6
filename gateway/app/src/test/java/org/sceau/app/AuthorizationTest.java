package org.sceau.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.SignedStatement;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.StatedUntil;
import org.sceau.oauth.UserInfo;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.TrustFiles;

/** Tokens over a running gateway, in which finding needs one and retrieving takes one. */
class AuthorizationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ASSERTION_TYPE =
            "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=";
    private static final String SETTINGS = """

            tokens:
              required: [find]
              partners: [labo, {partner: hopital, scopes: ITI-67 ITI-68 system/*.rs}]
              per-minute: 300
              unauthorized: [retrieve]
              clients: [{partner: labo, keys: labo.jwks}]
              issuers:
                - name: region
                  issuer: https://as.example
                  keys: KEYS
                  partners: [hopital, tiers]
                  states-who-acts: true
              professionals:
                issuer: https://psc.example
                keys: PSC/certs
                user-info: PSC/userinfo
                applications: [{application: hopital-app, partner: hopital}]
              keys-every: 200ms
            """;
    /** Neither sends nor receives; its tokens come from elsewhere. */
    private static final String THIRD = """
            id: tiers
            name: Tiers de Démonstration (fictif)
            may: [find, retrieve, directory, introspect]
            auth-certificates: [../parties/passerelle/auth.pem]
            channel: inbox
            """;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair SMART = SignedJwt.keys("secp384r1");
    private static final TokenSigner REGION = new TokenSigner(RANDOM);
    private static final TokenSigner PSC = new TokenSigner(RANDOM);
    private static final String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&scope=ITI-67&subject_token=";

    @TempDir
    static Path root;

    private static WireMockServer region;
    private static Clinics clinics;
    private static Gateway gateway;
    private static HttpClient laboratory;
    private static HttpClient hospital;
    private static HttpClient third;
    private static URI document;

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        region = new WireMockServer(wireMockConfig().dynamicPort());
        region.start();
        region.stubFor(WireMock.get("/jwks").willReturn(aResponse().withBody(REGION.jwks())));
        region.stubFor(WireMock.get("/certs").willReturn(aResponse().withBody(PSC.jwks())));
        region.stubFor(
                WireMock.get("/userinfo")
                        .willReturn(
                                aResponse()
                                        .withBody(
                                                "{\"sub\":\"f:1:ada\",\"SubjectNameID\":\"810001288385\",\"family_name\":\"EXEMPLE\","
                                                        + "\"SubjectRefPro\":{\"exercices\":[{\"codeProfession\":\"10\",\"codeCategorieProfessionnelle\":\"C\",\"codeSavoirFaire\":\"SM26\"}]}}")));
        Path settings = directory.resolve("conf/gateway.yaml");
        String trust = "trust:\n  every: 200ms\n  oppositions: ../trust/oppositions.txt\n";
        Files.writeString(
                settings,
                Files.readString(settings).replace("trust:\n", trust)
                        + SETTINGS.replace("KEYS", region.url("/jwks")).replace("PSC", region.baseUrl()));
        Files.writeString(directory.resolve("trust/oppositions.txt"), "");
        Files.writeString(directory.resolve("conf/partners/tiers.yaml"), THIRD);
        Files.writeString(
                directory.resolve("conf/labo.jwks"),
                new JWKSet(new ECKey.Builder(Curve.P_384, (ECPublicKey) SMART.getPublic())
                                .keyID("smart-1")
                                .build())
                        .toString());
        Path hopital = directory.resolve("conf/partners/hopital.yaml");
        Files.writeString(
                hopital,
                Files.readString(hopital)
                        .replace(
                                "[../parties/hopital/auth.pem]",
                                "[../parties/hopital/auth.pem, ../parties/biologiste/auth.pem]"));
        gateway = RunningClinics.gateway(directory);
        long opened = Clock.systemUTC().instant().getEpochSecond();
        laboratory = RunningClinics.caller(clinics.laboratoryTls());
        hospital = RunningClinics.caller(clinics.hospitalTls());
        third = RunningClinics.caller(clinics.tlsOf("passerelle"));
        assertThat(RunningClinics.submit(laboratory, gateway, 91).statusCode()).isEqualTo(200);
        JsonNode found = RunningClinics.json(find(hospital, "DocumentReference", bearer(token(hospital, "ITI-67"))));
        document = URI.create(
                found.at("/entry/0/resource/content/0/attachment/url").asText());
        await().until(() -> Clock.systemUTC().instant().getEpochSecond() > opened);
    }

    @AfterAll
    static void stop() {
        laboratory.close();
        hospital.close();
        third.close();
        region.stop();
        gateway.close();
        clinics.close();
    }

    @Test
    void whereATokenIsRequiredItsScopeDecidesAndTheJournalNamesIt() throws Exception {
        HttpResponse<byte[]> without = find(hospital, "DocumentReference", Optional.empty());
        HttpResponse<byte[]> with = find(hospital, "DocumentReference", bearer(token(hospital, "ITI-67")));
        HttpResponse<byte[]> other = find(hospital, "List", bearer(token(hospital, "ITI-67")));
        HttpResponse<byte[]> smart = find(hospital, "List", bearer(token(hospital, "system/List.rs")));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(challenge(without))
                .isEqualTo("Bearer realm=\"sceau\", resource_metadata=\"" + origin()
                        + "/.well-known/oauth-protected-resource/fhir\"");
        assertThat(RunningClinics.text(without)).contains("SC-3019");
        assertThat(with.statusCode()).as(RunningClinics.text(with)).isEqualTo(200);
        assertThat(RunningClinics.json(with).path("total").asInt()).isEqualTo(1);
        assertThat(rule(hospital, with)).startsWith("token:own/ITI-67+access:");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(challenge(other)).contains("error=\"insufficient_scope\", scope=\"ITI-66\"");
        assertThat(smart.statusCode()).as(RunningClinics.text(smart)).isEqualTo(200);
        assertThat(rule(hospital, smart)).startsWith("token:own/ITI-66+access:");
    }

    @Test
    void whereNoneIsRequiredATokenNarrows() throws Exception {
        assertThat(get(hospital, document, Optional.empty()).statusCode()).isEqualTo(200);
        assertThat(get(hospital, document, bearer(token(hospital, "ITI-68"))).statusCode())
                .isEqualTo(200);

        HttpResponse<byte[]> narrowed = get(hospital, document, bearer(token(hospital, "ITI-67")));

        assertThat(narrowed.statusCode())
                .as("unauthorized: [retrieve], as IUA has it")
                .isEqualTo(401);
        assertThat(challenge(narrowed)).contains("error=\"insufficient_scope\", scope=\"ITI-68\"");
        assertThat(RunningClinics.text(narrowed)).contains("SC-3022");
        HttpResponse<byte[]> malformed = get(hospital, document, bearer("x"));
        assertThat(malformed.statusCode()).isEqualTo(401);
        assertThat(challenge(malformed)).contains("error=\"invalid_token\"");
    }

    @Test
    void aTokenWidensNothing() throws Exception {
        HttpResponse<byte[]> beyond = grant(hospital, "scope=ITI-65");
        String both = token(hospital, "ITI-65 ITI-67 system/*.cruds");

        assertThat(beyond.statusCode()).as("the hospital may not submit").isEqualTo(400);
        assertThat(error(beyond)).isEqualTo("invalid_scope");
        assertThat(claims(both).path("scope").asText()).doesNotContain("ITI-65").doesNotContain(".c");
        await().until(() -> find(third, "DocumentReference", bearer(elsewhere(REGION, "passerelle", "ITI-67")))
                        .statusCode()
                == 200);
        assertThat(get(third, document, Optional.empty()).statusCode()).isEqualTo(404);
        assertThat(get(third, document, bearer(elsewhere(REGION, "passerelle", "ITI-68")))
                        .statusCode())
                .as("a document that there is, from and for others")
                .isEqualTo(404);
    }

    @Test
    void whatATokenMayCoverAtMostIsNarrowedToOrRefusedLikeRights() throws Exception {
        HttpResponse<byte[]> beyond = grant(hospital, "scope=ITI-66");
        HttpResponse<byte[]> exchanged = post(
                hospital,
                "/oauth/token",
                FORM,
                EXCHANGE.replace("scope=ITI-67", "scope=ITI-66") + professionals(PSC, "hopital-app", "Bearer"));

        assertThat(error(beyond)).as("within its rights, above its ceiling").isEqualTo("invalid_scope");
        assertThat(error(exchanged)).isEqualTo("invalid_scope");
        assertThat(claims(token(hospital, "ITI-66 ITI-67")).path("scope").asText())
                .isEqualTo("ITI-67");
        assertThat(grant(laboratory, "scope=ITI-66").statusCode())
                .as("who has no ceiling")
                .isEqualTo(200);
    }

    /** Who is to be narrowed by an issuer elsewhere gets no wider token here. */
    @Test
    void whoseTokensComeFromElsewhereGetsNoneHere() throws Exception {
        HttpResponse<byte[]> refused = grant(third, "scope=ITI-67");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("unauthorized_client");
    }

    @Test
    void theDirectoryOpensTypeByType() throws Exception {
        Optional<String> roles =
                bearer(elsewhere(REGION, "passerelle", "system/PractitionerRole.s system/Organization.r"));
        URI search = URI.create(gateway.base() + "/PractitionerRole");
        await().until(() -> get(third, search, roles).statusCode() == 200);

        assertThat(get(third, URI.create(search + "?_include=PractitionerRole:organization"), roles)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(third, URI.create(search + "?_include=PractitionerRole:practitioner"), roles)
                        .statusCode())
                .as("persons beside")
                .isEqualTo(403);
        assertThat(get(third, URI.create(gateway.base() + "/Organization"), roles)
                        .statusCode())
                .as("to be read, not searched")
                .isEqualTo(403);
        assertThat(get(third, search, bearer(elsewhere(REGION, "passerelle", "ITI-90")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsSubmittedUnderATokenHasItsReceiptAndItsEvidenceUnderIt() throws Exception {
        String iti65 = token(laboratory, "ITI-65");
        HttpResponse<byte[]> narrowed = submit(92, token(laboratory, "ITI-105"));
        HttpResponse<byte[]> smart = submit(93, token(laboratory, "system/*.cruds"));
        HttpResponse<byte[]> taken = submit(94, iti65);

        assertThat(narrowed.statusCode()).isEqualTo(403);
        assertThat(challenge(narrowed)).contains("error=\"insufficient_scope\", scope=\"ITI-65\"");
        assertThat(smart.statusCode()).as(RunningClinics.text(smart)).isEqualTo(200);
        assertThat(rule(laboratory, smart)).startsWith("token:own/ITI-65+access:");
        assertThat(taken.statusCode()).as(RunningClinics.text(taken)).isEqualTo(200);
        URI receipt = RunningClinics.receipt(taken);
        assertThat(get(laboratory, receipt, bearer(iti65)).statusCode()).isEqualTo(200);
        assertThat(get(laboratory, receipt, bearer(token(laboratory, "system/Bundle.c")))
                        .statusCode())
                .as("retrieve: 401 where a scope is missing")
                .isEqualTo(401);
        String evidence =
                "/fhir/Evidence/" + RunningClinics.transfers(gateway).getFirst().id();
        assertThat(get(laboratory, URI.create(origin() + evidence), bearer(iti65))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(laboratory, URI.create(origin() + evidence + "?documents=encrypted"), bearer(iti65))
                        .statusCode())
                .as("documents are retrieved")
                .isEqualTo(401);
    }

    private static HttpResponse<byte[]> submit(int number, String token) throws IOException, InterruptedException {
        return RunningClinics.send(
                laboratory,
                HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                        .header("Content-Type", RunningClinics.FHIR)
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofByteArray(
                                SampleReport.of(number, 3_000).transaction(SampleReport.Carrying.PDF)))
                        .build());
    }

    /** A token for each professional and purpose: the operator says how many; asking about tokens takes none of them. */
    @Test
    void whoAsksTooOftenIsToldSoInJson() throws Exception {
        HttpResponse<byte[]> answer = grant(third, "scope=ITI-67");
        int asked = 1;
        while (answer.statusCode() != 429 && asked < 3_000) {
            answer = grant(third, "scope=ITI-67");
            asked++;
        }

        assertThat(asked).isGreaterThanOrEqualTo(300);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(error(answer)).isEqualTo("temporarily_unavailable");
        assertThat(post(third, "/oauth/introspect", FORM, "token=x").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoSendsAPasswordIsToldThatThereIsNone() throws Exception {
        HttpResponse<byte[]> refused = RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(URI.create(origin() + "/oauth/token"))
                        .header("Content-Type", FORM)
                        .header("Authorization", "Basic aG9waXRhbDpzZWNyZXQ=")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=ITI-67"))
                        .build());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(challenge(refused)).isEqualTo("Basic realm=\"sceau\"");
        assertThat(error(refused)).isEqualTo("invalid_client");
    }

    @Test
    void aTokenIsWorthNothingInAnotherSession() throws Exception {
        HttpResponse<byte[]> stolen = find(laboratory, "DocumentReference", bearer(token(hospital, "ITI-67")));

        assertThat(stolen.statusCode()).isEqualTo(401);
        assertThat(challenge(stolen)).contains("error=\"invalid_token\"");
        assertThat(RunningClinics.text(stolen)).contains("SC-3020");
    }

    /** A statement of who acts is no token, and a token no statement, though both are bearer JWTs. */
    @Test
    void aStatementDoesNotStandForAToken() throws Exception {
        var statement = new SignedStatement(Optional.of("10"), Optional.empty(), "TREAT", Optional.empty());
        String stated = statement.by(party("hopital"), Clock.systemUTC().instant());

        assertThat(RunningClinics.text(find(hospital, "DocumentReference", Optional.of(stated))))
                .contains("SC-3019");
        assertThat(get(hospital, document, Optional.of(stated)).statusCode())
                .as("where no token is required it counts as before")
                .isEqualTo(200);
    }

    @Test
    void anAssertionAuthenticatesOnceAndSaysWhoActs() throws Exception {
        String assertion = assertion("hopital", "hopital", UUID.randomUUID().toString(), "810001288385");

        HttpResponse<byte[]> first = grant(hospital, "scope=ITI-67" + ASSERTION_TYPE + assertion);
        HttpResponse<byte[]> again = grant(hospital, "scope=ITI-67" + ASSERTION_TYPE + assertion);

        assertThat(first.statusCode()).as(RunningClinics.text(first)).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode answer = RunningClinics.json(first);
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asInt())
                .as("as long as the assertion, which says who acts")
                .isBetween(1, 240);
        JsonNode entry = entry(
                hospital,
                find(
                        hospital,
                        "DocumentReference",
                        bearer(answer.path("access_token").asText())));
        assertThat(entry.path("actor").path("method").asText()).isEqualTo("mtls-indirect");
        assertThat(get(hospital, document, bearer(assertion)).statusCode())
                .as("used up, or not: made for the token endpoint, it is no statement")
                .isEqualTo(401);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(error(again)).isEqualTo("invalid_client");
        assertThat(RunningClinics.text(again)).contains("REPLAYED");
    }

    /** SMART Backend Services: a key that is registered, of its own, with ES384. */
    @Test
    void aRegisteredKeySignsInPlaceOfTheCertificates() throws Exception {
        String id = UUID.randomUUID().toString();
        String claims = assertionClaims("labo", id, "");
        String smart = SignedJwt.of(
                "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"smart-1\"}", claims, SMART.getPrivate(), "SHA384");

        HttpResponse<byte[]> granted = grant(laboratory, "scope=system/DocumentReference.rs" + ASSERTION_TYPE + smart);
        HttpResponse<byte[]> byCertificate =
                grant(laboratory, "scope=ITI-67" + ASSERTION_TYPE + assertion("labo", "labo", id + "2", ""));

        assertThat(granted.statusCode()).as(RunningClinics.text(granted)).isEqualTo(200);
        assertThat(error(byCertificate)).isEqualTo("invalid_client");
    }

    @Test
    void aTokenFromElsewhereCountsForThePartnersOfItsIssuer() throws Exception {
        var who = new Stated(
                Optional.of("810001288385"), Optional.of("10"), Optional.empty(), Purpose.TREAT, Optional.empty());
        String ours = elsewhere(REGION, "hopital", "ITI-67", Optional.of(who));
        String theirs = elsewhere(REGION, "labo", "ITI-67");
        String forged = elsewhere(new TokenSigner(RANDOM), "hopital", "ITI-67");

        await().until(() -> find(hospital, "DocumentReference", bearer(ours)).statusCode() == 200);

        JsonNode entry = entry(hospital, find(hospital, "DocumentReference", bearer(ours)));
        assertThat(entry.path("rule").asText()).startsWith("token:region/ITI-67+access:");
        assertThat(entry.path("actor").path("method").asText()).isEqualTo("mtls-indirect");
        for (HttpResponse<byte[]> refused : List.of(
                find(laboratory, "DocumentReference", bearer(theirs)),
                find(hospital, "DocumentReference", bearer(forged)))) {
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(challenge(refused)).contains("invalid_token");
        }
        assertThat(RunningClinics.json(post(laboratory, "/oauth/introspect", FORM, "token=" + theirs))
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aTokenEndsWithItsCertificate() throws Exception {
        Path card = party("biologiste");
        try (HttpClient physician = RunningClinics.caller(clinics.tlsOf("biologiste"))) {
            String text = token(physician, "ITI-67");
            Optional<String> token = bearer(text);
            assertThat(find(physician, "DocumentReference", token).statusCode()).isEqualTo(200);
            assertThat(introspected(third, text).path("active").asBoolean()).isTrue();

            X509Certificate certificate =
                    TrustFiles.certificates(card.resolve("auth.pem")).getFirst();
            Files.writeString(
                    clinics.directory().resolve("trust/oppositions.txt"),
                    "2026-01-01T00:00:00Z;" + certificate.getSerialNumber().toString(16) + ";"
                            + certificate.getIssuerX500Principal().getName());

            await().ignoreException(IOException.class)
                    .until(() -> find(physician, "DocumentReference", token).statusCode() == 401);
            assertThat(RunningClinics.text(find(physician, "DocumentReference", token)))
                    .contains("SC-3003");
            assertThat(error(grant(physician, "scope=ITI-67"))).isEqualTo("invalid_client");
            assertThat(introspected(third, text)).isEqualTo(JSON.readTree("{\"active\":false}"));
        }
    }

    /** Pro Santé Connect, by a stand-in: the professional acts, and the entry says who vouches for it. */
    @Test
    void aProfessionalsTokenIsExchangedForOneThatSaysWhoActs() throws Exception {
        String theirs = professionals(PSC, "hopital-app", "Bearer");
        await().until(() ->
                post(hospital, "/oauth/token", FORM, EXCHANGE + theirs).statusCode() == 200);

        HttpResponse<byte[]> exchanged = post(hospital, "/oauth/token", FORM, EXCHANGE + theirs);

        JsonNode answer = RunningClinics.json(exchanged);
        assertThat(answer.path("issued_token_type").asText())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        String token = answer.path("access_token").asText();
        assertThat(new String(part(token, 1), StandardCharsets.UTF_8)).doesNotContain("EXEMPLE");
        JsonNode entry = entry(hospital, find(hospital, "DocumentReference", bearer(token)));
        assertThat(entry.path("rule").asText()).startsWith("token:own-psc/ITI-67+access:");
        assertThat(entry.path("actor").path("method").asText()).isEqualTo("mtls-indirect");
        assertThat(entry.path("actor").path("quality").asText()).startsWith("-/10/");
        for (String bad : List.of(
                professionals(PSC, "another-app", "Bearer"),
                professionals(PSC, "hopital-app", "ID"),
                professionals(REGION, "hopital-app", "Bearer"),
                "x",
                "")) {
            HttpResponse<byte[]> refused = post(hospital, "/oauth/token", FORM, EXCHANGE + bad);
            assertThat(error(refused)).as(bad).isEqualTo("invalid_request");
        }
        assertThat(error(post(laboratory, "/oauth/token", FORM, EXCHANGE + theirs)))
                .as("another partner's application; RFC 8693 section 2.2.2")
                .isEqualTo("invalid_request");
    }

    @Test
    void whatUserInfoDoesNotSayNobodyActsBy() throws Exception {
        await().until(() -> post(hospital, "/oauth/token", FORM, EXCHANGE + professionals(PSC, "hopital-app", "Bearer"))
                        .statusCode()
                == 200);

        assertThat(error(exchanged(aResponse().withStatus(401)))).isEqualTo("invalid_request");
        assertThat(error(exchanged(aResponse()
                        .withBody("{\"sub\":\"f:1:eve\",\"SubjectNameID\":\"810001288385\","
                                + "\"SubjectRefPro\":{\"exercices\":[]}}"))))
                .as("about somebody else")
                .isEqualTo("invalid_request");
        for (var silent : List.of(
                aResponse().withBody(new byte[UserInfo.MAXIMUM_BYTES + 1]),
                aResponse().withFixedDelay(20_000),
                aResponse().withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))) {
            HttpResponse<byte[]> refused = exchanged(silent);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(error(refused)).isEqualTo("temporarily_unavailable");
        }
    }

    /** What comes of a token of its own, for which user info answers this. */
    private static HttpResponse<byte[]> exchanged(ResponseDefinitionBuilder userInfo) throws Exception {
        String theirs = professionals(PSC, "hopital-app", "Bearer");
        region.stubFor(WireMock.get("/userinfo")
                .atPriority(1)
                .withHeader("Authorization", WireMock.equalTo("Bearer " + theirs))
                .willReturn(userInfo));
        return post(hospital, "/oauth/token", FORM, EXCHANGE + theirs);
    }

    private static String professionals(TokenSigner signer, String application, String type) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return SignedJwt.of(
                "{\"iss\":\"https://psc.example\",\"sub\":\"f:1:ada\",\"typ\":\"" + type + "\",\"azp\":\"" + application
                        + "\",\"iat\":" + now + ",\"exp\":" + (now + 120) + "}",
                signer);
    }

    private static String elsewhere(TokenSigner signer, String holder, String scope) {
        return elsewhere(signer, holder, scope, Optional.empty());
    }

    private static String elsewhere(TokenSigner signer, String holder, String scope, Optional<Stated> stated) {
        var issuer = new OwnTokens(
                signer, RANDOM, "https://as.example", gateway.base().toString(), Duration.ofMinutes(5));
        Instant now = Clock.systemUTC().instant();
        Digest session = Partner.thumbprint(
                TrustFiles.certificates(party(holder).resolve("auth.pem")).getFirst());
        return issuer.issue(
                new PartnerId(holder),
                session,
                Scopes.of(scope),
                stated.map(who -> new StatedUntil(who, now.plusSeconds(300))),
                now);
    }

    @Test
    void whoIsNotTheClientGetsNoToken() throws Exception {
        String id = UUID.randomUUID().toString();
        for (String bad : new String[] {
            ASSERTION_TYPE + assertion("labo", "hopital", id, ""),
            ASSERTION_TYPE + assertion("labo", "labo", id, ""),
            ASSERTION_TYPE + assertion("biologiste", "hopital", id, ""), // a key of its own, but not this session's
            ASSERTION_TYPE + assertion("hopital", "labo", id, ""),
            ASSERTION_TYPE + "x.y.z",
            ASSERTION_TYPE,
            "&client_assertion=" + assertion("hopital", "hopital", id, ""),
            "&client_id=labo",
            "&client_secret=secret",
        }) {
            HttpResponse<byte[]> refused = grant(hospital, "scope=ITI-67" + bad);
            assertThat(refused.statusCode()).as(bad).isEqualTo(401);
            assertThat(error(refused)).as(bad).isEqualTo("invalid_client");
        }
    }

    @Test
    void whatIsNoRequestForATokenIsToldInTheWordsOfOauth() throws Exception {
        assertThat(error(post(hospital, "/oauth/token", FORM, "scope=ITI-67"))).isEqualTo("invalid_request");
        assertThat(error(post(hospital, "/oauth/token", FORM, "grant_type=password&scope=ITI-67")))
                .isEqualTo("unsupported_grant_type");
        assertThat(error(grant(hospital, "scope=ITI-67&scope=ITI-68"))).isEqualTo("invalid_request");
        assertThat(error(grant(hospital, "scope=ITI-67&x=%zz"))).isEqualTo("invalid_request");
        assertThat(error(grant(hospital, "scope=ITI-67&x=%ff"))).isEqualTo("invalid_request");
        assertThat(error(grant(hospital, "scope=ITI-67+openid"))).isEqualTo("invalid_scope");
        assertThat(error(grant(hospital, "x=1"))).isEqualTo("invalid_scope");
        assertThat(error(grant(hospital, "scope=ITI-67&resource=https://other.example/fhir")))
                .isEqualTo("invalid_target");
        assertThat(grant(hospital, "scope=ITI-67&resource=" + gateway.base()).statusCode())
                .isEqualTo(200);
        assertThat(error(post(hospital, "/oauth/token", "application/json", "{}")))
                .isEqualTo("invalid_request");
        assertThat(error(post(hospital, "/oauth/token?grant_type=client_credentials", FORM, "scope=ITI-67")))
                .isEqualTo("invalid_request");
        assertThat(error(grant(hospital, "scope=ITI-67&audience=https://other.example/fhir")))
                .isEqualTo("invalid_target");
        HttpResponse<byte[]> large = post(hospital, "/oauth/token", FORM, "x=" + "1".repeat(17_000));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(error(large)).isEqualTo("invalid_request");
        assertThat(getText(hospital, "/oauth/token").statusCode()).isEqualTo(404);
    }

    @Test
    void introspectionTellsPartnersOfTheirOwnTokensAndResourceServersOfEvery() throws Exception {
        String token = token(hospital, "ITI-67");

        JsonNode own = introspected(hospital, token);
        JsonNode others = introspected(laboratory, token);
        JsonNode none = introspected(hospital, "x");
        JsonNode server = introspected(third, token);

        assertThat(own.path("active").asBoolean()).isTrue();
        assertThat(own.path("scope").asText()).isEqualTo("ITI-67");
        assertThat(own.at("/cnf/x5t#S256")).isEqualTo(claims(token).at("/cnf/x5t#S256"));
        assertThat(others).isEqualTo(none).isEqualTo(JSON.readTree("{\"active\":false}"));
        assertThat(server).isEqualTo(own);
        assertThat(server.path("client_id").asText()).isEqualTo("hopital");
        assertThat(introspected(third, elsewhere(REGION, "hopital", "ITI-67")))
                .as("its issuer is to be asked")
                .isEqualTo(none);
        assertThat(error(post(third, "/oauth/introspect", FORM, "token_type_hint=access_token")))
                .isEqualTo("invalid_request");
        assertThat(post(third, "/oauth/introspect?token=" + token, FORM, "").statusCode())
                .isEqualTo(400);
        assertThat(getText(third, "/oauth/introspect?token=" + token).statusCode())
                .isEqualTo(404);
    }

    @Test
    void metadataLeadFromARefusalToTheTokenEndpoint() throws Exception {
        JsonNode resource = RunningClinics.json(getText(hospital, "/.well-known/oauth-protected-resource/fhir"));
        JsonNode server = RunningClinics.json(getText(hospital, "/.well-known/oauth-authorization-server"));
        JsonNode smart = RunningClinics.json(getText(hospital, "/fhir/.well-known/smart-configuration"));
        JsonNode keys = RunningClinics.json(getText(hospital, "/oauth/jwks"));

        assertThat(RunningClinics.json(getText(hospital, "/fhir/metadata"))
                        .at("/rest/0/security/service")
                        .findValuesAsText("code"))
                .containsExactly("IUA", "SMART-on-FHIR");
        assertThat(resource.path("resource").asText()).isEqualTo(gateway.base().toString());
        assertThat(resource.at("/authorization_servers/0")).isEqualTo(server.path("issuer"));
        assertThat(server.path("issuer").asText()).isEqualTo(origin());
        assertThat(server.path("token_endpoint").asText()).isEqualTo(origin() + "/oauth/token");
        assertThat(server.path("access_token_format").asText()).isEqualTo("ihe-jwt");
        assertThat(server.path("introspection_endpoint").asText()).isEqualTo(origin() + "/oauth/introspect");
        assertThat(server.at("/introspection_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"tls_client_auth\"]");
        assertThat(smart.path("token_endpoint")).isEqualTo(server.path("token_endpoint"));
        assertThat(smart.path("capabilities").toString()).contains("permission-v2");
        assertThat(smart.path("token_endpoint_auth_signing_alg_values_supported")
                        .toString())
                .as("what a registered key can be for")
                .contains("ES384", "RS384")
                .doesNotContain("Ed");
        assertThat(keys.at("/keys/0/kid").asText())
                .isEqualTo(JSON.readTree(part(token(hospital, "ITI-67"), 0))
                        .path("kid")
                        .asText());
        assertThat(keys.at("/keys/0").has("d")).isFalse();
    }

    private static String origin() {
        return gateway.base().toString().replaceAll("/fhir/?$", "");
    }

    private static Path party(String name) {
        return clinics.directory().resolve("parties").resolve(name);
    }

    private static String token(HttpClient client, String scope) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = grant(client, "scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        return RunningClinics.json(answer).path("access_token").asText();
    }

    private static HttpResponse<byte[]> grant(HttpClient client, String form) throws IOException, InterruptedException {
        return post(client, "/oauth/token", FORM, "grant_type=client_credentials&" + form);
    }

    private static HttpResponse<byte[]> post(HttpClient client, String path, String type, String body)
            throws IOException, InterruptedException {
        return RunningClinics.send(
                client,
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static JsonNode introspected(HttpClient asker, String token) throws IOException, InterruptedException {
        return RunningClinics.json(post(asker, "/oauth/introspect", FORM, "token=" + token));
    }

    private static HttpResponse<byte[]> getText(HttpClient client, String path)
            throws IOException, InterruptedException {
        return get(client, URI.create(origin() + path), Optional.empty());
    }

    private static HttpResponse<byte[]> find(HttpClient client, String type, Optional<String> authorization)
            throws IOException, InterruptedException {
        String patient = URLEncoder.encode(
                SamplePatient.INS_TEST + "|"
                        + SampleReport.of(91, 3_000).patient().value(),
                StandardCharsets.UTF_8);
        String more = type.equals("List") ? "&code=submissionset" : "";
        return get(
                client,
                URI.create(gateway.base() + "/" + type + "?status=current&patient.identifier=" + patient + more),
                authorization);
    }

    private static HttpResponse<byte[]> get(HttpClient client, URI address, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return RunningClinics.send(client, request.build());
    }

    private static Optional<String> bearer(String token) {
        return Optional.of("Bearer " + token);
    }

    private static String challenge(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("none");
    }

    private static String error(HttpResponse<byte[]> answer) throws IOException {
        return RunningClinics.json(answer).path("error").asText();
    }

    private static JsonNode entry(HttpClient reader, HttpResponse<byte[]> answer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(RunningClinics.receipt(answer))
                .header("Accept", "application/vnd.sceau.receipt+json")
                .build();
        return RunningClinics.json(RunningClinics.send(reader, request)).path("entry");
    }

    /** What {@code signer} says that {@code client} is, and who acts. */
    private static String assertion(String signer, String client, String id, String person) throws Exception {
        Path party = party(signer);
        char[] passphrase =
                Files.readString(party.resolve("passphrase")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance(party.resolve("auth.p12").toFile(), passphrase);
        var key = (PrivateKey) store.getKey(store.aliases().nextElement(), passphrase);
        return SignedJwt.of("{\"alg\":\"ES256\",\"typ\":\"JWT\"}", assertionClaims(client, id, person), key, "SHA256");
    }

    private static String assertionClaims(String client, String id, String person) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        // a clock a minute ahead: just after its start the gateway takes no other
        long issued = now + 60;
        String extensions = person.isEmpty()
                ? ""
                : ",\"extensions\":{\"ihe_iua\":{\"national_provider_identifier\":\"" + person + "\"}}";
        return "{\"iss\":\"" + client + "\",\"sub\":\"" + client + "\",\"aud\":\"" + origin()
                + "/oauth/token\",\"iat\":" + issued + ",\"exp\":" + (now + 240) + ",\"jti\":\"" + id + "\""
                + extensions
                + "}";
    }

    private static String rule(HttpClient reader, HttpResponse<byte[]> answer) throws Exception {
        return entry(reader, answer).path("rule").asText();
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(part(token, 1));
    }

    private static byte[] part(String token, int index) {
        return Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    }
}
