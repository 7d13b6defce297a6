package org.sceau.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.oauth.AuthorizationServer;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Passphrase;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.Configuration;
import org.sceau.suites.TokenSigner;
import org.slf4j.LoggerFactory;

/** An identity provider, by a stand-in, that signs and encrypts user info for a running gateway. */
class EncryptedUserInfoTest {
    private static final String SETTINGS = """

            tokens:
              professionals:
                issuer: https://psc.example
                keys: PSC/certs
                user-info: PSC/userinfo
                decryption: {key: ../parties/passerelle/conf.p12, passphrase-file: ../parties/passerelle/passphrase}
                applications: [{application: hopital-app, partner: hopital}]
              keys-every: 200ms
            """;
    private static final String CLEAR =
            "\"sub\":\"f:1:ada\",\"SubjectNameID\":\"810001288385\",\"family_name\":\"EXEMPLE\",\"SubjectRefPro\":"
                    + "{\"exercices\":[{\"codeProfession\":\"10\",\"codeCategorieProfessionnelle\":\"C\","
                    + "\"codeSavoirFaire\":\"SM26\"}]}}";
    private static final String SIGNED = "{\"iss\":\"https://psc.example\",\"aud\":\"hopital-app\"," + CLEAR;
    private static final TokenSigner PSC = new TokenSigner(new SecureRandom());

    @TempDir
    static Path root;

    private static WireMockServer provider;
    private static Clinics clinics;
    private static Path settings;
    private static Gateway gateway;
    private static HttpClient hospital;

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        provider = new WireMockServer(wireMockConfig().dynamicPort());
        provider.start();
        provider.stubFor(WireMock.get("/certs").willReturn(aResponse().withBody(PSC.jwks())));
        settings = directory.resolve("conf/gateway.yaml");
        Files.writeString(settings, Files.readString(settings) + SETTINGS.replace("PSC", provider.baseUrl()));
        gateway = RunningClinics.gateway(directory);
        hospital = RunningClinics.caller(clinics.hospitalTls());
        await().until(() ->
                exchanged(encrypted(SignedJwt.of(SIGNED, PSC), "passerelle")).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        hospital.close();
        gateway.close();
        provider.stop();
        clinics.close();
    }

    @Test
    void whatIsSignedAndEncryptedSaysWhoActs() throws Exception {
        HttpResponse<byte[]> answer = exchanged(encrypted(SignedJwt.of(SIGNED, PSC), "passerelle"));

        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        String[] token =
                RunningClinics.json(answer).path("access_token").asText().split("\\.", -1);
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .contains("810001288385", "SM26")
                .doesNotContain("EXEMPLE");
    }

    /** No way back to what is less: the hospital gets no token, the operator alone learns what is missing. */
    @Test
    void whatIsInClearOrSignedOrEncryptedAloneCountsForNothing() throws Exception {
        String signed = SignedJwt.of(SIGNED, PSC);
        var professionals = (Logger) LoggerFactory.getLogger("org.sceau.app.oauth.Professionals");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        professionals.setLevel(Level.INFO);
        professionals.addAppender(log);
        for (Map.Entry<String, String> bad : Map.of(
                        "{" + CLEAR,
                        "ENCRYPTION_FORM",
                        signed,
                        "ENCRYPTION_FORM",
                        encrypted(signed, "hopital"),
                        "ENCRYPTION_UNDECIPHERABLE",
                        encrypted(SIGNED, "passerelle"),
                        "SIGNATURE",
                        encrypted("{" + CLEAR, "passerelle"),
                        "SIGNATURE",
                        encrypted(SignedJwt.of(SIGNED, new TokenSigner(new SecureRandom())), "passerelle"),
                        "SIGNATURE",
                        encrypted(SignedJwt.of(SIGNED.replace("hopital-app", "labo-app"), PSC), "passerelle"),
                        "SIGNATURE",
                        encrypted(SignedJwt.of(SIGNED.replace("f:1:ada", "f:1:eve"), PSC), "passerelle"),
                        "CLAIMS")
                .entrySet()) {
            log.list.clear();
            HttpResponse<byte[]> refused = exchanged(bad.getKey());

            JsonNode error = RunningClinics.json(refused);
            assertThat(error.path("error").asText()).as(bad.getKey()).isEqualTo("invalid_request");
            assertThat(error.path("error_description").asText())
                    .as(bad.getKey())
                    .isEqualTo("user info is none that its provider signed about this subject and encrypted for this"
                            + " gateway");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("event=user-info-refused issuer=https://psc.example reason=" + bad.getValue());
        }
        professionals.detachAppender(log);
        professionals.setLevel(null);
    }

    @Test
    void aKeyThatDecryptsNothingIsFoundByCheck() throws Exception {
        Path conf = clinics.directory().resolve("conf");
        String good = Files.readString(settings);
        try {
            AuthorizationServer.check(loaded(conf));
            Files.writeString(
                    settings,
                    good.replace(
                            "{key: ../parties/passerelle/conf.p12, passphrase-file: ../parties/passerelle/passphrase}",
                            "{key: ../keys/ring.p12, passphrase-file: ../keys/passphrase}"));

            assertThatThrownBy(() -> AuthorizationServer.check(loaded(conf))).isInstanceOf(KeyUnusable.class);
        } finally {
            Files.writeString(settings, good);
        }
    }

    private static AccessTokenSettings loaded(Path conf) throws Exception {
        return switch (Configuration.load(conf, Clock.systemUTC())) {
            case Configuration.Reading.Loaded loaded ->
                loaded.configuration().settings().tokens().orElseThrow();
            case Configuration.Reading.Rejected rejected -> throw new AssertionError(rejected.errors());
        };
    }

    /** What comes of a token for which user info, asked for as a JWT, answers this. */
    private static HttpResponse<byte[]> exchanged(String userInfo) throws Exception {
        provider.stubFor(WireMock.get("/userinfo")
                .withHeader("Accept", WireMock.equalTo("application/jwt"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/jwt")
                        .withBody(userInfo)));
        long now = Clock.systemUTC().instant().getEpochSecond();
        String theirs = SignedJwt.of(
                "{\"iss\":\"https://psc.example\",\"sub\":\"f:1:ada\",\"typ\":\"Bearer\",\"azp\":\"hopital-app\","
                        + "\"iat\":" + now + ",\"exp\":" + (now + 120) + "}",
                PSC);
        String form = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&scope=ITI-67&subject_token="
                + theirs;
        return RunningClinics.send(
                hospital,
                HttpRequest.newBuilder(gateway.base().resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    /** For that party's key, in the algorithms that OpenID Connect has by default for elliptic curves. */
    private static String encrypted(String inside, String reader) throws Exception {
        Path party = clinics.directory().resolve("parties").resolve(reader);
        var key = KeyStoreFile.read(party.resolve("conf.p12"), Passphrase.read(party.resolve("passphrase")));
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128CBC_HS256)
                .contentType("JWT")
                .build();
        var made = new JWEObject(header, new Payload(inside));
        made.encrypt(new ECDHEncrypter((ECPublicKey) key.certificate().getPublicKey()));
        return made.serialize();
    }
}
