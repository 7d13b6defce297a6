package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.slf4j.LoggerFactory;

/** A physician authorises the hospital's application over a running gateway, each with a certificate of their own. */
class AuthorizationCodeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BACK = "https://portail.hopital.example/retour";
    private static final String NUMBER = "899999999999";
    private static final String STATE = "etat &=%+";
    /** RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([A-Za-z0-9_-]{43})\"");
    private static final String PHYSICIAN = """
            id: biologiste
            name: Dr Camille Exemple (fictive)
            may: [find]
            auth-certificates: [../parties/biologiste/auth.pem]
            channel: inbox
            quality: {family: cpf}
            """;
    private static final String TRAINEES = """

            rules:
              - id: no-trainees
                why: Nobody in training searches by this application
                refuse: [find]
                who: {partners: [tiers], families: [cpf]}
            """;
    private static final String THIRD = """
            id: tiers
            name: Tiers de Démonstration (fictif)
            may: [find]
            auth-certificates: [../parties/passerelle/auth.pem]
            channel: inbox
            quality: {family: cps}
            client: {redirect-uris: ["BACK"], purpose: treat}
            """;
    private static final Map<String, String> GOOD = Map.of(
            "response_type",
            "code",
            "client_id",
            "hopital",
            "redirect_uri",
            BACK,
            "scope",
            "ITI-67 ITI-68",
            "state",
            STATE,
            "code_challenge",
            CHALLENGE,
            "code_challenge_method",
            "S256");

    @TempDir
    static Path root;

    private static Clinics clinics;
    private static Gateway gateway;
    private static HttpClient laboratory;
    private static HttpClient hospital;
    private static HttpClient physician;
    private static HttpClient third;

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        Files.writeString(
                directory.resolve("conf/gateway.yaml"),
                "\ntokens: {required: [find], per-minute: 240,"
                        + " partners: [labo, tiers, {partner: hopital, scopes: ITI-67 ITI-68}]}\n",
                StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("conf/partners/biologiste.yaml"), PHYSICIAN);
        Files.writeString(directory.resolve("conf/partners/tiers.yaml"), THIRD.replace("BACK", BACK));
        Path rules = directory.resolve("conf/access.yaml");
        Files.writeString(rules, Files.readString(rules).replace("\nrules:\n", TRAINEES));
        Path application = directory.resolve("conf/partners/hopital.yaml");
        Files.writeString(
                application,
                Files.readString(application)
                                .replaceFirst("name: .*", Matcher.quoteReplacement("name: \"Hôpital <b>&\\\"'\""))
                        + "\nclient: {redirect-uris: [\"" + BACK + "\"], purpose: treat}\n");
        gateway = RunningClinics.gateway(directory);
        laboratory = RunningClinics.caller(clinics.laboratoryTls());
        hospital = RunningClinics.caller(clinics.hospitalTls());
        physician = RunningClinics.caller(clinics.tlsOf("biologiste"));
        third = RunningClinics.caller(clinics.tlsOf("passerelle"));
        assertThat(RunningClinics.submit(laboratory, gateway, 91).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        List.of(laboratory, hospital, physician, third).forEach(HttpClient::close);
        gateway.close();
        clinics.close();
    }

    @Test
    void thePersonIsAskedAndTheTokenSaysWhoItWas() throws Exception {
        HttpResponse<byte[]> page = ask(physician, Map.of());

        assertThat(page.statusCode()).as(RunningClinics.text(page)).isEqualTo(200);
        assertThat(RunningClinics.text(page))
                .contains("<html lang=\"fr\">", "rechercher des documents", "search documents", "soins", BACK)
                .contains("Hôpital &lt;b&gt;&amp;&quot;&#39;</strong>")
                .contains("le certificat de <strong>Camille EXEMPLE, " + NUMBER + "</strong>")
                .contains("the certificate of <strong>Camille EXEMPLE, " + NUMBER + "</strong>")
                .contains("<code>ITI-67</code>") // what the physician may not do is not handed on
                .doesNotContain("<b>", "<script", "<style", "http://");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; frame-ancestors 'none';"
                        + " form-action 'self' https://portail.hopital.example");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");

        HttpResponse<byte[]> granted = decide(physician, ticket(page), "grant");
        assertThat(header(granted, "Referrer-Policy")).isEqualTo("no-referrer");
        Map<String, String> answer = answer(granted);
        assertThat(answer)
                .containsEntry("state", STATE)
                .containsEntry("iss", origin())
                .containsOnlyKeys("code", "state", "iss");
        HttpResponse<byte[]> redeemed = redeem(hospital, answer.getOrDefault("code", "none"), Map.of());
        assertThat(redeemed.statusCode()).as(RunningClinics.text(redeemed)).isEqualTo(200);
        JsonNode token = RunningClinics.json(redeemed);
        assertThat(token.path("scope").asText()).isEqualTo("ITI-67");
        assertThat(token.path("expires_in").asInt()).isBetween(1, 300);
        JsonNode claims = claims(token.path("access_token").asText());
        assertThat(claims.path("sub").asText()).isEqualTo(NUMBER);
        assertThat(claims.path("client_id").asText()).isEqualTo("hopital");
        assertThat(claims.at("/extensions/ihe_iua/subject_role/0/code").asText())
                .isEqualTo("10");
        assertThat(claims.at("/extensions/ihe_iua/purpose_of_use/0/code").asText())
                .isEqualTo("TREAT");

        HttpResponse<byte[]> found = find(hospital, token.path("access_token").asText());
        assertThat(found.statusCode()).as(RunningClinics.text(found)).isEqualTo(200);
        JsonNode entry = RunningClinics.json(RunningClinics.send(
                        hospital,
                        HttpRequest.newBuilder(RunningClinics.receipt(found))
                                .header("Accept", "application/vnd.sceau.receipt+json")
                                .build()))
                .path("entry");
        assertThat(entry.path("rule").asText()).startsWith("token:own-certificate/ITI-67+access:");
        assertThat(entry.at("/actor/method").asText())
                .as("the person is not in this session")
                .isEqualTo("mtls-indirect");
        assertThat(entry.at("/actor/quality").asText()).startsWith("CPF/10/");
        assertThat(find(physician, token.path("access_token").asText()).statusCode())
                .as("it is bound to the hospital's certificate, not to the person's")
                .isEqualTo(401);
    }

    /** What is recorded of the application's partner would let a trainee through. */
    @Test
    void anApplicationGetsAroundNoRefusalOfAFamilyOfCards() throws Exception {
        Map<String, String> application = Map.of("client_id", "tiers");
        String granted = answer(decide(physician, ticket(ask(physician, application)), "grant"))
                .getOrDefault("code", "none");
        String personal = RunningClinics.json(redeem(third, granted, application))
                .path("access_token")
                .asText();
        String own = RunningClinics.json(
                        send(third, "/oauth/token", "grant_type=client_credentials&scope=ITI-67", Map.of()))
                .path("access_token")
                .asText();

        HttpResponse<byte[]> refused = find(third, personal);

        assertThat(claims(personal).at("/extensions/sceau/card_family").asText())
                .isEqualTo("CPF");
        assertThat(refused.statusCode()).as(RunningClinics.text(refused)).isEqualTo(403);
        assertThat(RunningClinics.text(refused)).contains("SC-3006");
        assertThat(find(third, own).statusCode()).isEqualTo(200);
    }

    /** Apart from the tokens that a partner asks for: neither can use up the other. */
    @Test
    void whoTriesTokensOutIsStopped() throws Exception {
        HttpResponse<byte[]> answer = send(third, "/oauth/introspect", "token=x", Map.of());
        int asked = 1;
        while (answer.statusCode() == 200 && asked < 3_000) {
            answer = send(third, "/oauth/introspect", "token=x", Map.of());
            asked++;
        }

        assertThat(asked).isGreaterThanOrEqualTo(240);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(error(answer)).isEqualTo("temporarily_unavailable");
        assertThat(send(third, "/oauth/token", "grant_type=client_credentials&scope=ITI-67", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCodeThatComesAgainTakesItsTokenAlong() throws Exception {
        String code = code();
        String token = RunningClinics.json(redeem(hospital, code, Map.of()))
                .path("access_token")
                .asText();
        assertThat(find(hospital, token).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> again = redeem(hospital, code, Map.of());

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(error(again)).isEqualTo("invalid_grant");
        assertThat(find(hospital, token).statusCode()).isEqualTo(401);
        assertThat(RunningClinics.json(send(hospital, "/oauth/introspect", "token=" + token, Map.of())))
                .isEqualTo(JSON.readTree("{\"active\":false}"));
    }

    @Test
    void aCodeIsWorthNothingToAnotherNorWithoutItsVerifier() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("code_verifier", ""),
                Map.of("code_verifier", CHALLENGE),
                Map.of("redirect_uri", ""),
                Map.of("redirect_uri", BACK + "/"))) {
            String code = code();
            assertThat(error(redeem(hospital, code, wrong)))
                    .as(wrong.toString())
                    .isEqualTo("invalid_grant");
            assertThat(error(redeem(hospital, code, Map.of()))).as("used up").isEqualTo("invalid_grant");
        }
        String injected = code();
        assertThat(error(redeem(laboratory, injected, Map.of("client_id", "labo"))))
                .isEqualTo("invalid_grant");
        assertThat(error(redeem(hospital, injected, Map.of()))).isEqualTo("invalid_grant");
        assertThat(error(redeem(laboratory, code(), Map.of()))).isEqualTo("invalid_client");
        assertThat(error(redeem(hospital, "", Map.of()))).isEqualTo("invalid_request");
    }

    @Test
    void whoRefusesIsTakenAtTheirWord() throws Exception {
        for (String decision : List.of("deny", "", "GRANT")) {
            HttpResponse<byte[]> refused = decide(physician, ticket(ask(physician, Map.of())), decision);
            assertThat(answer(refused)).isEqualTo(Map.of("error", "access_denied", "state", STATE, "iss", origin()));
        }
    }

    @Test
    void withoutAChallengeOfS256ThereIsNoCode() throws Exception {
        for (Map<String, String> downgrade : List.of(
                Map.of("code_challenge", ""),
                Map.of("code_challenge_method", ""),
                Map.of("code_challenge_method", "plain"))) {
            assertThat(answer(ask(physician, downgrade)))
                    .as(downgrade.toString())
                    .isEqualTo(Map.of("error", "invalid_request", "state", STATE, "iss", origin()));
        }
        assertThat(answer(ask(physician, Map.of("scope", "ITI-66"))))
                .as("client and person may, and the client's tokens may not")
                .containsEntry("error", "invalid_scope");
        assertThat(answer(ask(physician, Map.of("scope", "ITI-68"))))
                .as("the physician may not retrieve")
                .containsEntry("error", "invalid_scope");
    }

    @Test
    void nothingGoesToAnAddressThatIsNotRegistered() throws Exception {
        for (Map<String, String> elsewhere : List.of(
                Map.of("redirect_uri", "https://vol.example/retour"),
                Map.of("redirect_uri", BACK + "?x=<script>"),
                Map.of("redirect_uri", ""),
                Map.of("client_id", "labo"),
                Map.of("client_id", "<script>"))) {
            HttpResponse<byte[]> page = ask(physician, elsewhere);
            assertThat(page.statusCode()).as(elsewhere.toString()).isEqualTo(400);
            assertThat(page.headers().firstValue("Location")).isEmpty();
            assertThat(RunningClinics.text(page)).contains("SC-3024").doesNotContain("vol.example", "<script");
        }
        assertThat(get(physician, "/oauth/authorize?client_id=hopital&client_id=labo", Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(physician, "/oauth/authorize?x=" + "1".repeat(5_000), Map.of())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aProfessionalAloneIsAsked() throws Exception {
        HttpResponse<byte[]> organisation = ask(hospital, Map.of());

        assertThat(organisation.statusCode()).isEqualTo(403);
        assertThat(RunningClinics.text(organisation)).contains("SC-3023", "professionnel");
        assertThat(decide(hospital, ticket(ask(physician, Map.of())), "grant").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        HttpResponse<byte[]> page = ask(laboratory, Map.of());
        for (int asked = 1; page.statusCode() == 403 && asked < 3_000; asked++) {
            page = ask(laboratory, Map.of());
        }

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(header(page, "Retry-After")).isEqualTo("5");
        assertThat(RunningClinics.text(page)).contains("SC-3009");
    }

    /** Another page's form, picture or frame makes nobody consent; and a ticket counts once. */
    @Test
    void nobodyConsentsUnasked() throws Exception {
        String ticket = ticket(ask(physician, Map.of()));
        for (Map<String, String> foreign : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Dest", "iframe"),
                Map.of("Sec-Fetch-Mode", "no-cors"))) {
            HttpResponse<byte[]> refused =
                    send(physician, "/oauth/authorize", "decision=grant&ticket=" + ticket, foreign);
            assertThat(refused.statusCode()).as(foreign.toString()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Location")).isEmpty();
        }
        assertThat(get(physician, "/oauth/authorize?" + form(GOOD, Map.of()), Map.of("Sec-Fetch-Dest", "image"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(physician, "/oauth/authorize", "decision=grant&" + form(GOOD, Map.of()), Map.of())
                        .statusCode())
                .as("without a ticket")
                .isEqualTo(400);

        assertThat(answer(decide(physician, ticket, "grant"))).containsKey("code");
        assertThat(decide(physician, ticket, "grant").statusCode()).as("again").isEqualTo(400);
    }

    @Test
    void metadataSayWhereAndHow() throws Exception {
        for (String path :
                List.of("/.well-known/oauth-authorization-server", "/fhir/.well-known/smart-configuration")) {
            JsonNode metadata = RunningClinics.json(get(hospital, path, Map.of()));
            assertThat(metadata.path("authorization_endpoint").asText()).isEqualTo(origin() + "/oauth/authorize");
            assertThat(metadata.path("response_types_supported")).isEqualTo(JSON.readTree("[\"code\"]"));
            assertThat(metadata.path("code_challenge_methods_supported")).isEqualTo(JSON.readTree("[\"S256\"]"));
            assertThat(metadata.path("grant_types_supported").toString()).contains("authorization_code");
            assertThat(metadata.path("authorization_response_iss_parameter_supported")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void theLogSaysThatSomebodyAuthorisedAndNotWho() throws Exception {
        var ours = (Logger) LoggerFactory.getLogger("org.sceau");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ours.setLevel(Level.TRACE);
        ours.addAppender(log);
        String ticket = ticket(ask(physician, Map.of()));
        String code = answer(decide(physician, ticket, "grant")).getOrDefault("code", "none");
        String token = RunningClinics.json(redeem(hospital, code, Map.of()))
                .path("access_token")
                .asText();
        redeem(hospital, code, Map.of());
        find(hospital, token);
        ask(physician, Map.of("scope", "openid"));
        ours.detachAppender(log);
        ours.setLevel(null);

        String said = new ArrayList<>(log.list)
                .stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
        assertThat(said)
                .contains("event=authorization-granted client=hopital scope=\"ITI-67\"")
                .contains("event=authorization-code-refused partner=hopital fault=REUSED")
                .contains("event=authorization-refused client=hopital error=invalid_scope")
                .contains("event=access-token-refused partner=hopital fault=WITHDRAWN")
                .doesNotContain(code, VERIFIER, ticket, token, NUMBER, STATE, "EXEMPLE", "Camille");
    }

    private static String code() throws Exception {
        return answer(decide(physician, ticket(ask(physician, Map.of())), "grant"))
                .getOrDefault("code", "none");
    }

    private static HttpResponse<byte[]> ask(HttpClient person, Map<String, String> changes) throws Exception {
        return get(person, "/oauth/authorize?" + form(GOOD, changes), Map.of());
    }

    private static HttpResponse<byte[]> decide(HttpClient person, String ticket, String decision) throws Exception {
        return send(person, "/oauth/authorize", "ticket=" + ticket + "&decision=" + decision, Map.of());
    }

    private static HttpResponse<byte[]> redeem(HttpClient client, String code, Map<String, String> changes)
            throws Exception {
        Map<String, String> good = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "hopital",
                "code",
                code,
                "redirect_uri",
                BACK,
                "code_verifier",
                VERIFIER);
        return send(client, "/oauth/token", form(good, changes), Map.of());
    }

    private static String ticket(HttpResponse<byte[]> page) {
        Matcher found = TICKET.matcher(RunningClinics.text(page));
        assertThat(found.find()).as(RunningClinics.text(page)).isTrue();
        return found.group(1);
    }

    /** What a browser takes to the application. */
    private static Map<String, String> answer(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(RunningClinics.text(response)).isEqualTo(303);
        String location = header(response, "Location");
        assertThat(location).startsWith(BACK + "?");
        Map<String, String> answer = new HashMap<>();
        for (String pair : location.substring(BACK.length() + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static String form(Map<String, String> good, Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(good);
        all.putAll(changes);
        return all.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<byte[]> find(HttpClient client, String token) throws Exception {
        String patient = URLEncoder.encode(
                SamplePatient.INS_TEST + "|"
                        + SampleReport.of(91, 3_000).patient().value(),
                StandardCharsets.UTF_8);
        return get(
                client,
                "/fhir/DocumentReference?status=current&patient.identifier=" + patient,
                Map.of("Authorization", "Bearer " + token));
    }

    private static HttpResponse<byte[]> get(HttpClient client, String path, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        headers.forEach(request::header);
        return RunningClinics.send(client, request.build());
    }

    private static HttpResponse<byte[]> send(HttpClient client, String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return RunningClinics.send(client, request.build());
    }

    private static String origin() {
        return gateway.base().toString().replaceAll("/fhir/?$", "");
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }

    private static String error(HttpResponse<byte[]> response) throws IOException {
        return RunningClinics.json(response).path("error").asText();
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
