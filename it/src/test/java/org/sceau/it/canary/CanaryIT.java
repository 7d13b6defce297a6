package org.sceau.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Splitter;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;

/**
 * A fictional patient goes through a gateway in every way, and is then looked for in everything that the gateway leaves
 * behind or shows to those who may not know. The gateway's own log runs at TRACE, the libraries' as shipped, and the
 * process is killed, so that nothing is tidied away.
 *
 * <p>What the controls show:
 *
 * <ul>
 *   <li>{@link #thePullerWasGivenTheWords}: the words really went through; they arrive where they may.
 *   <li>{@link #withoutLogProtectionTheCanaryFires}: the same search by GET with the libraries' loggers opened to DEBUG,
 *       which the shipped {@code logback.xml} keeps at WARN, leaves the patient in the log. So the scan of the log sees.
 *   <li>{@link #withoutTheVaultTheCanaryFires}: the same submission through the same splitter into a sink that writes what
 *       it gets, as a vault without encryption would. So the scan of files sees both the words and the deflated ones.
 *   <li>{@link #withoutSealedColumnsTheCanaryFires}: a row of the index in the real schema with its columns in clear. So
 *       the scan sees into a file of H2.
 * </ul>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {
    private final Canary canary = new Canary(FictionalReport.needles());

    private Path directory;
    private Clinics clinics;
    private Wire laboratory;
    private Wire hospital;
    private Scenarios scenarios;

    @BeforeAll
    void goThroughEverything(@TempDir Path temporaryDirectory)
            throws IOException, InterruptedException, GeneralSecurityException {
        directory = temporaryDirectory;
        clinics = Clinics.create(directory.resolve("gateway"));
        Path route = clinics.directory().resolve("conf/routes/resultats.yaml");
        Files.writeString(route, "\ntime-stamp: document\n", StandardOpenOption.APPEND);
        Path partner = clinics.directory().resolve("conf/partners/hopital.yaml");
        Files.writeString(
                partner,
                Files.readString(partner)
                                .replace("may: [find", "may: [directory, find")
                                .replace("hopital/auth.pem]", "hopital/auth.pem, ../parties/biologiste/auth.pem]")
                        + "\nclient: {redirect-uris: [\"" + Scenarios.BACK + "\"]}\n");
        Files.writeString(clinics.directory().resolve("conf/gateway.yaml"), """

                directory: {certificates: [../parties/hopital/conf.pem], issuers: ../trust/intermediates.pem}
                tokens: {}
                """, StandardOpenOption.APPEND);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path log = logging("<logger name=\"org.sceau\" level=\"TRACE\"/>");
        laboratory = new Wire(clinics.fhir(), clinics.laboratoryTls());
        hospital = new Wire(clinics.fhir(), clinics.hospitalTls());
        GatewayProcess gateway = start(temporary, log);
        try {
            OperatorView operator = gateway.operator();
            scenarios = new Scenarios(laboratory, hospital, operator);
            scenarios.accepted();
            scenarios.signatureDocuments();
            scenarios.refusedSubmissions();
            scenarios.unreadable();
            scenarios.reads();
            scenarios.statements(clinics.directory().resolve("parties/hopital"));
            scenarios.tokens();
            Path card = clinics.directory().resolve("parties/biologiste");
            try (Wire physician = new Wire(
                    clinics.fhir(),
                    Clinics.clientTls(card.resolve("auth.p12"), card.resolve("passphrase"), clinics.anchors()))) {
                scenarios.authorizations(physician, clinics.fhir());
            }
            clinics.hospital().close();
            scenarios.deadRecipient();
            scenarios.operatorPages();
        } finally {
            gateway.kill();
        }
    }

    @AfterAll
    void close() {
        laboratory.close();
        hospital.close();
        clinics.close();
    }

    @Test
    void nothingInTheDataDirectory() throws IOException {
        Path data = clinics.directory().resolve("data");
        for (String part : List.of("ledger", "vault", "broker", "hosting", "directory")) {
            assertThat(data.resolve(part)).isNotEmptyDirectory();
        }
        assertThat(canary.below(data)).isEmpty();
    }

    @Test
    void nothingInTheLog() throws IOException {
        byte[] log = Files.readAllBytes(clinics.directory().resolve("gateway.out"));

        assertThat(log).isNotEmpty();
        assertThat(canary.in(log)).isEmpty();
    }

    @Test
    void nothingInTemporaryFiles() throws IOException {
        assertThat(canary.below(directory.resolve("tmp"))).isEmpty();
    }

    @Test
    void nothingInErrorAnswers() {
        assertThat(laboratory.errors()).hasSizeGreaterThanOrEqualTo(15);
        for (Wire wire : List.of(laboratory, hospital)) {
            for (Wire.ErrorAnswer error : wire.errors()) {
                assertThat(canary.in(error.text().getBytes(StandardCharsets.UTF_8)))
                        .as("the answer %d to: %s", error.status(), error.asked())
                        .isEmpty();
            }
        }
    }

    @Test
    void nothingOnTheOperatorsPagesNorInMetricsAndReceipts() {
        assertThat(scenarios.pages()).isNotEmpty();
        assertThat(canary.in(scenarios.pages())).isEmpty();
    }

    @Test
    void thePullerWasGivenTheWords() {
        assertThat(canary.in(scenarios.handedOver()))
                .contains(
                        "family name utf-8",
                        "given name utf-8",
                        "INS utf-8",
                        "street utf-8",
                        "result utf-8",
                        "inflated result utf-8");
    }

    @Test
    void withoutLogProtectionTheCanaryFires() throws IOException, InterruptedException {
        try (Clinics others = Clinics.create(directory.resolve("talkative"));
                Wire reader = new Wire(others.fhir(), others.hospitalTls())) {
            Path log = logging("<logger name=\"org.eclipse.jetty.server.internal\" level=\"DEBUG\"/>");
            try (GatewayProcess gateway = GatewayProcess.start(
                    others.directory(), List.of("-Xmx256m", "-Dlogback.configurationFile=" + log), Map.of())) {
                new Scenarios(reader, reader, gateway.operator()).search();
            }
            byte[] written = Files.readAllBytes(others.directory().resolve("gateway.out"));

            assertThat(canary.in(written)).isNotEmpty();
        }
    }

    @Test
    void withoutTheVaultTheCanaryFires() throws IOException {
        Path vault = Files.createDirectory(directory.resolve("clear-vault"));
        FictionalReport report = FictionalReport.of(71_001);
        byte[] bundle = report.transaction(report.pdf(4_000)).toString().getBytes(StandardCharsets.UTF_8);

        try (InputStream in = new java.io.ByteArrayInputStream(bundle)) {
            new Splitter(IntakeLimits.defaults())
                    .split(in, Format.JSON, Interaction.PROVIDE_DOCUMENT_BUNDLE, () -> new ClearSink(vault));
        }

        assertThat(canary.below(vault))
                .anyMatch(found -> found.endsWith("family name utf-8"))
                .anyMatch(found -> found.endsWith("inflated INS utf-8"));
    }

    @Test
    void withoutSealedColumnsTheCanaryFires() throws IOException, SQLException {
        Path database = Files.createDirectory(directory.resolve("clear-index"));
        FictionalReport report = FictionalReport.of(71_001);
        byte[] reference = FictionalReport.reference(report.transaction(report.pdf(4_000)))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] patient = FictionalReport.PATIENT.value().getBytes(StandardCharsets.UTF_8);

        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database.resolve("ledger"))) {
            connection.createStatement().execute("runscript from 'classpath:db/migration/V1__ledger.sql'");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into document (id, transfer, ordinal, object_number, patient_mac, document_mac,"
                            + " payload_mac, status, sealed) values (?, ?, 0, 0, ?, ?, ?, 'current', ?)")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, UUID.randomUUID());
                insert.setBytes(3, patient);
                insert.setBytes(4, patient);
                insert.setBytes(5, patient);
                insert.setBytes(6, reference);
                insert.executeUpdate();
            }
        }

        assertThat(canary.below(database))
                .anyMatch(found -> found.endsWith("family name utf-8"))
                .anyMatch(found -> found.endsWith("INS utf-8"));
    }

    private GatewayProcess start(Path temporary, Path log) throws IOException, InterruptedException {
        List<String> options =
                List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary, "-Dlogback.configurationFile=" + log);
        return GatewayProcess.start(clinics.directory(), options, Map.of());
    }

    /** The shipped configuration with one logger more. */
    private Path logging(String logger) throws IOException {
        try (InputStream shipped = Clinics.class.getResourceAsStream("/logback.xml")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Path file = Files.createTempFile(directory, "logback", ".xml");
            return Files.writeString(file, text.replace("<root ", logger + "<root "));
        }
    }
}
