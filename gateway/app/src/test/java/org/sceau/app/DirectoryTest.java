package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.trust.TrustFiles;

/** The directory of a real gateway under a clock of our own. */
class DirectoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String EXTRACTION = "Identification nationale PP|Nom d'exercice|Prénom d'exercice|"
            + "Code profession|Numéro FINESS site|Raison sociale site\n"
            + "810000000001|FICTIVE|Élodie|10|990000009|CENTRE FICTIF\n";

    @TempDir
    Path directory;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Clock clock =
            ((InstantSource) () -> InstantSource.system().instant().plus(ahead.get())).withZone(ZoneOffset.UTC);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anOperatorFindsWhomSourcesKnowAndSeesTheirAge() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish)) {
            Path annuaire = Files.createDirectory(directory.resolve("annuaire"));
            Path extraction = Files.writeString(annuaire.resolve("activites.txt"), EXTRACTION);
            Files.copy(clinics.directory().resolve("parties/hopital/auth.pem"), annuaire.resolve("auth.pem"));
            settings("""
                    directory:
                      issuers: ../trust/intermediates.pem
                      extractions: [../annuaire/activites.txt]
                      certificates: [../annuaire/auth.pem]
                      every: 10m
                      maximum-age: 1h
                    """);
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                await().atMost(PATIENCE)
                        .until(() -> get(gateway, "/api/status")
                                        .path("directorySourcesLate")
                                        .asInt()
                                == 0);

                JsonNode doctor = find(gateway, "elodie");
                assertThat(doctor.path("entries").path(0).path("name").asText()).isEqualTo("FICTIVE Élodie");
                assertThat(doctor.path("entries").path(0).path("key").asText()).startsWith("SC-4004");
                assertThat(find(gateway, "1990000009")
                                .path("entries")
                                .path(0)
                                .path("name")
                                .asText())
                        .isEqualTo("CENTRE FICTIF");
                assertThat(find(gateway, "urn:oid:1.2.250.1.71.4.2.2|1750999991")
                                .path("entries")
                                .path(0)
                                .path("key")
                                .asText())
                        .startsWith("until ");

                ahead.set(Duration.ofMinutes(61));
                assertThat(find(gateway, "elodie").path("entries")).isEmpty();
                assertThat(find(gateway, "elodie").path("late")).hasSize(2);
                assertThat(metrics(gateway)).contains("sceau_directory_sources_late 2");

                Files.setLastModifiedTime(extraction, FileTime.from(clock.instant()));
                Files.setLastModifiedTime(annuaire.resolve("auth.pem"), FileTime.from(clock.instant()));
                assertThat(post(gateway, "/api/directory/refresh").path("whole").asBoolean())
                        .isTrue();
                assertThat(find(gateway, "elodie").path("entries")).hasSize(1);

                Files.delete(extraction);
                assertThat(post(gateway, "/api/directory/refresh")
                                .path("directorySourcesFailing")
                                .asInt())
                        .isEqualTo(1);
                assertThat(find(gateway, "elodie").path("entries")).hasSize(1);
            }
            try (Gateway again = RunningClinics.gateway(directory, clock)) {
                assertThat(find(again, "elodie").path("entries"))
                        .as("from its snapshot, with the file gone")
                        .hasSize(1);
            }
        }
    }

    /** Organisations' certificates stand for cards here: the rule reads the number that they have. */
    @Test
    void aCardThatTheDirectoryOpposesIsRefusedOnAnOpenConnectionAndAllCardsOnceItIsSilentForTooLong() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Path qualities = directory.resolve("conf/qualities.yaml");
            Files.writeString(
                    qualities,
                    Files.readString(qualities)
                            + "\n  - gives: card\n    attribute: 2.5.4.11\n    pattern: \"[0-9]{9,15}\"\n");
            Path cards = Files.createDirectory(directory.resolve("annuaire")).resolve("cartes.txt");
            cards(cards, "");
            settings("""
                    directory:
                      cards: [../annuaire/cartes.txt]
                      every: 10m
                      maximum-age: 1h
                    """);
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                await().atMost(PATIENCE)
                        .ignoreException(IOException.class)
                        .until(() ->
                                RunningClinics.submit(laboratory, gateway, 1).statusCode() == 200);

                cards(cards, "2026-01-01");
                assertThat(post(gateway, "/api/directory/refresh")
                                .path("directoryOpposed")
                                .asInt())
                        .isEqualTo(2);
                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 2);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
                assertThat(refused.body()).contains("SC-3003");

                cards(cards, "");
                post(gateway, "/api/directory/refresh");
                assertThat(RunningClinics.submit(laboratory, gateway, 2).statusCode())
                        .isEqualTo(200);

                ahead.set(Duration.ofMinutes(65));
                HttpResponse<String> unchecked = RunningClinics.submit(laboratory, gateway, 3);
                assertThat(unchecked.statusCode()).as(unchecked.body()).isEqualTo(503);
                assertThat(unchecked.body()).contains("SC-3015");
            }
        }
    }

    /** The laboratory's card, and from when it is opposed; and one that is for good. */
    private void cards(Path file, String opposed) throws IOException {
        String subject = TrustFiles.certificates(directory.resolve("parties/labo/auth.pem"))
                .getFirst()
                .getSubjectX500Principal()
                .getName();
        String number = subject.replaceFirst(".*OU=([0-9]+).*", "$1");
        assertThat(number).containsOnlyDigits();
        Files.writeString(
                file, "Numéro carte|Date opposition\n" + number + "|" + opposed + "\n2600000009|2026-01-01\n");
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    /** Must-show: the source of the directory down for more than an hour of the clock's time. */
    @Test
    void whatRestsOnTheDirectoryGoesOnUntilItsAgeThenStopsWithTheReasonAndTakesUpAgain() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Path annuaire = Files.createDirectory(directory.resolve("annuaire"));
            Path held = annuaire.resolve("conf.pem");
            Path away = annuaire.resolve("away.pem");
            Files.copy(directory.resolve("parties/hopital/conf.pem"), held);
            Path partner = directory.resolve("conf/partners/hopital.yaml");
            Files.writeString(
                    partner,
                    Files.readString(partner)
                            .replace(
                                    "reader-certificate: ../parties/hopital/conf.pem",
                                    "reader-in-directory: \"urn:oid:1.2.250.1.71.4.2.2|1750999991\""));
            settings("""
                    directory:
                      issuers: ../trust/intermediates.pem
                      certificates: [../annuaire/conf.pem]
                      every: 10m
                      maximum-age: 1h
                    """);
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                RunningClinics.submit(laboratory, gateway, 1).statusCode() == 200);
                Files.move(held, away);
                assertThat(post(gateway, "/api/directory/refresh").path("whole").asBoolean())
                        .isFalse();

                ahead.set(Duration.ofMinutes(55));
                assertThat(RunningClinics.submit(laboratory, gateway, 2).statusCode())
                        .isEqualTo(200);
                ahead.set(Duration.ofMinutes(65));
                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 3);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.body()).contains("SC-4012").contains("annuaire");
                assertThat(RunningClinics.transfers(gateway)).hasSize(2);

                Files.move(away, held);
                Files.setLastModifiedTime(held, FileTime.from(clock.instant()));
                post(gateway, "/api/directory/refresh");
                assertThat(RunningClinics.submit(laboratory, gateway, 3).statusCode())
                        .isEqualTo(200);
                await().atMost(PATIENCE).until(() -> clinics.hospital().inbox().submissions() == 3);
            }
        }
    }

    /** The certificate is good, and nothing may be encrypted for it any more. */
    @Test
    void whatAnOperatorFindsIsJudgedByTheDatesOfSuitesAsADecisionIs() throws Exception {
        String hospital = "urn:oid:1.2.250.1.71.4.2.2|1750999991";
        try (Clinics clinics = Clinics.create(directory, wish -> wish)) {
            LocalDate last =
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
            Files.writeString(
                    clinics.directory().resolve("conf/crypto.yaml"),
                    "encrypting: [{suite: reader-p256-1, allowed-until: " + last + "}]");
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                assertThat(find(gateway, hospital)
                                .path("entries")
                                .path(0)
                                .path("key")
                                .asText())
                        .isEqualTo("SC-4013 suite_not_allowed");
            }
        }
    }

    private void settings(String more) throws Exception {
        Files.writeString(directory.resolve("conf/gateway.yaml"), more, StandardOpenOption.APPEND);
    }

    private JsonNode find(Gateway gateway, String text) throws Exception {
        return get(gateway, "/api/directory/entries?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private JsonNode get(Gateway gateway, String path) throws Exception {
        return JSON.readTree(send(request(gateway, path)).body());
    }

    private String metrics(Gateway gateway) throws Exception {
        return send(request(gateway, "/observe/metrics")).body();
    }

    private JsonNode post(Gateway gateway, String path) throws Exception {
        return JSON.readTree(
                send(request(gateway, path).header("X-Sceau-Operator", "test").POST(BodyPublishers.noBody()))
                        .body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static HttpRequest.Builder request(Gateway gateway, String path) throws Exception {
        return RunningClinics.operator(gateway, path);
    }
}
