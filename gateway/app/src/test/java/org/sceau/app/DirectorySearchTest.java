package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;

/** ITI-90 over a real gateway, its answers read by HAPI's strict parser. */
class DirectorySearchTest {
    private static final FhirContext FHIR = strict();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Clock clock =
            ((InstantSource) () -> InstantSource.system().instant().plus(ahead.get())).withZone(ZoneOffset.UTC);

    @Test
    void partnersWithTheRightFindWhomTheDirectoryKnowsWhileItIsCurrent() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient hospital = RunningClinics.caller(clinics.hospitalTls())) {
            configure();
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                var asked = new Asked(laboratory, gateway);
                await().atMost(PATIENCE).until(() -> asked.get("/Organization").statusCode() == 200);
                organisations(asked);
                practitioners(asked);
                rolesAndEndpoints(asked);
                refusals(asked, new Asked(hospital, gateway));

                ahead.set(Duration.ofMinutes(61));
                HttpResponse<String> late = asked.get("/Practitioner?family=fictive");
                assertThat(late.statusCode()).isEqualTo(503);
                assertThat(late.body()).contains("SC-4012").doesNotContain("fictive");
            }
        }
    }

    private static void organisations(Asked asked) throws Exception {
        Bundle byIdentifier = asked.bundle("/Organization?identifier=urn:oid:1.2.250.1.71.4.2.2%7C1750999991");
        assertThat(byIdentifier.getTotal()).isEqualTo(1);
        assertThat(byIdentifier.getEntryFirstRep().getFullUrl()).endsWith("/fhir/Organization/hopital");
        assertThat(byIdentifier.getEntryFirstRep().getResource()).isInstanceOfSatisfying(Organization.class, found -> {
            assertThat(found.getName()).contains("Colline");
            assertThat(found.getActive()).isTrue();
            assertThat(found.getTypeFirstRep().hasCoding()).isTrue();
            assertThat(found.getMeta().hasLastUpdated()).isTrue();
        });
        assertThat(asked.bundle("/Organization?identifier=urn:oid:1.2.250.1.71.4.2.2%7C1750999991,nobody")
                        .getTotal())
                .as("one of two alternatives")
                .isEqualTo(1);
        assertThat(asked.bundle("/Organization?name=HOPITAL").getTotal()).isEqualTo(1);
        assertThat(asked.bundle("/Organization?name=colline").getTotal()).isZero();
        assertThat(asked.bundle("/Organization?name:contains=colline&active=true")
                        .getTotal())
                .isEqualTo(1);
        assertThat(asked.bundle("/Organization?name:exact=centre%20fictif").getTotal())
                .isZero();
        assertThat(asked.bundle("/Organization?name=CENTRE&active=false").getTotal())
                .isZero();
        assertThat(asked.bundle("/Organization?_id=hopital,labo").getTotal()).isEqualTo(2);
        Bundle withAddress = asked.bundle("/Organization?_id=hopital&_include=Organization:endpoint");
        assertThat(withAddress.getTotal()).isEqualTo(1);
        assertThat(withAddress.getEntry()).hasSize(2);
        assertThat(FHIR.newJsonParser()
                        .parseResource(
                                Organization.class,
                                asked.get("/Organization/hopital").body())
                        .getIdElement()
                        .getIdPart())
                .isEqualTo("hopital");
    }

    private static void practitioners(Asked asked) throws Exception {
        for (String query : List.of(
                "identifier=810000000001",
                "family=fict",
                "given=elodie",
                "given:exact=%C3%89lodie",
                "name:contains=ICTI",
                "family=nobody,fictive",
                "_lastUpdated=gt2020-01-01")) {
            Bundle found = asked.bundle("/Practitioner?" + query);
            assertThat(found.getTotal()).as(query).isEqualTo(1);
            assertThat(((Practitioner) found.getEntryFirstRep().getResource())
                            .getNameFirstRep()
                            .getFamily())
                    .isEqualTo("FICTIVE");
        }
        for (String query : List.of("given:exact=elodie", "family=fictive&given=paul", "_lastUpdated=lt2020-01-01")) {
            assertThat(asked.bundle("/Practitioner?" + query).getTotal())
                    .as(query)
                    .isZero();
        }
        Bundle posted = FHIR.newJsonParser()
                .parseResource(
                        Bundle.class,
                        asked.send(asked.request("/Practitioner/_search")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString("family=fictive")))
                                .body());
        assertThat(posted.getTotal()).isEqualTo(1);
        assertThat(posted.getLinkFirstRep().getUrl()).doesNotContain("fictive");
    }

    private static void rolesAndEndpoints(Asked asked) throws Exception {
        Bundle roles = asked.bundle("/PractitionerRole?practitioner.family=fictive&organization.name=centre"
                + "&role=urn:oid:1.2.250.1.71.1.2.7%7C10"
                + "&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization");
        assertThat(roles.getTotal()).isEqualTo(1);
        assertThat(roles.getEntry()).hasSize(3);
        assertThat(((PractitionerRole) roles.getEntryFirstRep().getResource())
                        .getCodeFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("10");
        Bundle endpoints = asked.bundle(
                "/Endpoint?organization=Organization/hopital&status=active" + "&connection-type=hl7-fhir-rest");
        assertThat(((Endpoint) endpoints.getEntryFirstRep().getResource()).getAddress())
                .startsWith("https://localhost:");
        String xml = asked.send(asked.request("/Endpoint").setHeader("Accept", "application/fhir+xml"))
                .body();
        assertThat(FHIR.newXmlParser().parseResource(Bundle.class, xml).getTotal())
                .isEqualTo(1);
        CapabilityStatement statement = FHIR.newJsonParser()
                .parseResource(CapabilityStatement.class, asked.get("/metadata").body());
        assertThat(statement.getRestFirstRep().getResource())
                .filteredOn(resource -> resource.getType().equals("PractitionerRole"))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.getSearchParam())
                            .anyMatch(parameter -> parameter.getName().equals("practitioner.family"));
                    assertThat(resource.getSearchInclude()).hasSize(2);
                });
    }

    private static void refusals(Asked asked, Asked withoutRight) throws Exception {
        HttpResponse<String> forbidden = withoutRight.get("/Practitioner?family=fictive");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).contains("SC-3006");
        assertThat(withoutRight.get("/Organization/hopital").statusCode()).isEqualTo(403);
        assertThat(asked.get("/Organization/nobody").statusCode()).isEqualTo(404);
        assertThat(asked.get("/Practitioner/hopital").statusCode()).isEqualTo(404);
        assertThat(asked.get("/Organization?name=" + "x".repeat(301)).statusCode())
                .isEqualTo(400);
        assertThat(asked.get("/Organization?active=maybe").statusCode()).isEqualTo(400);
        assertThat(asked.get("/Practitioner?family=" + "x,".repeat(40)).statusCode())
                .isEqualTo(400);
        assertThat(asked.get("/Organization?_include=Organization:secrets").statusCode())
                .isEqualTo(400);
        assertThat(asked.send(asked.request("/Organization?favourite=yes").header("Prefer", "handling=strict"))
                        .statusCode())
                .isEqualTo(400);
    }

    private static FhirContext strict() {
        FhirContext fhir = FhirContext.forR4();
        fhir.setParserErrorHandler(new StrictErrorHandler());
        return fhir;
    }

    private void configure() throws Exception {
        Path partner = directory.resolve("conf/partners/labo.yaml");
        Files.writeString(
                partner, Files.readString(partner).replace("may: [submit, find", "may: [directory, submit, find"));
        Path annuaire = Files.createDirectory(directory.resolve("annuaire"));
        Files.writeString(annuaire.resolve("activites.txt"), DirectoryTest.EXTRACTION);
        Files.writeString(directory.resolve("conf/gateway.yaml"), """
                directory:
                  extractions: [../annuaire/activites.txt]
                  every: 10m
                  maximum-age: 1h
                """, StandardOpenOption.APPEND);
    }

    private record Asked(HttpClient client, Gateway gateway) {
        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(gateway.base() + path)).header("Accept", "application/fhir+json");
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            return client.send(request.build(), BodyHandlers.ofString());
        }

        HttpResponse<String> get(String path) throws Exception {
            return send(request(path));
        }

        Bundle bundle(String path) throws Exception {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return FHIR.newJsonParser().parseResource(Bundle.class, response.body());
        }
    }
}
