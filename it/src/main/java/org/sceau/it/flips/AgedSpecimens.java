package org.sceau.it.flips;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.flips.Specimen.Command;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.TimeAuthority;
import org.sceau.proof.Receipt;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;

/**
 * What was time-stamped by an authority whose certificate ends soon, and renewed by the next one, in files and receipts that
 * carry a second seal. For one thread.
 */
final class AgedSpecimens {
    /** The development PKI is good for a year: this leaves the first authority less than gateways renew before. */
    private static final Duration OLD = Duration.ofDays(350);
    /** When everything that is left ends after this, all was renewed. */
    private static final Duration LATER = Duration.ofDays(60);

    private static final String PAUSES = "every: 500ms, clock-difference: 1s";
    private static final int LOOK_MILLIS = 200;
    private static final int LOOKS = 600;

    private AgedSpecimens() {}

    static List<Specimen> of(Path directory) throws IOException, InterruptedException {
        Path folder = directory.resolve("aged");
        Path old = directory.resolve("old");
        try (Clinics clinics = Clinics.create(folder)) {
            formerAuthority(folder, old);
            Path anchors = secondSeal(folder, directory);
            Path route = folder.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\ntime-stamp: document\n");
            URI receipt;
            try (TimeAuthority former = TimeAuthority.start(old)) {
                former.configure(folder, PAUSES);
                try (GatewayProcess gateway = started(folder)) {
                    receipt = new Specimens(clinics, gateway, anchors).submitted();
                }
            }
            try (TimeAuthority next = TimeAuthority.start(folder)) {
                next.configure(folder, PAUSES);
                try (GatewayProcess gateway = started(folder)) {
                    return renewed(clinics, gateway, anchors, receipt, directory);
                }
            }
        }
    }

    private static GatewayProcess started(Path folder) throws IOException, InterruptedException {
        return GatewayProcess.start(folder, List.of("-Xmx512m"), Map.of());
    }

    /** Makes an authority of another PKI, which the gateway trusts too. */
    private static void formerAuthority(Path folder, Path old) throws IOException {
        SecureRandom random = new SecureRandom();
        DevelopmentPki past = DevelopmentPki.create(() -> Instant.now().minus(OLD), random, "SCEAU FORMER");
        past.organisation(
                new PartnerId("horodatage"),
                "Ancien horodateur (fictif)",
                "1750999994",
                EnumSet.of(DevelopmentUse.TSA));
        past.writeTo(old, random);
        for (String name : List.of("trust/anchors.pem", "trust/intermediates.pem")) {
            Files.writeString(folder.resolve(name), Files.readString(old.resolve(name)), StandardOpenOption.APPEND);
        }
        Path settings = folder.resolve("conf/gateway.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "revocation-lists: [",
                                "revocation-lists: [../../old/trust/root.crl, ../../old/trust/issuing.crl, "));
    }

    /** Gives the gateway a second seal; the anchors of both. */
    private static Path secondSeal(Path folder, Path directory) throws IOException {
        String root =
                GatewayFolder.addSecondSeal(folder, "ML-DSA-65", Instant.now().minusSeconds(60));
        return Files.writeString(
                directory.resolve("aged-anchors.pem"), Files.readString(folder.resolve("trust/anchors.pem")) + root);
    }

    private static List<Specimen> renewed(
            Clinics clinics, GatewayProcess gateway, Path anchors, URI before, Path directory)
            throws IOException, InterruptedException {
        OperatorView operator = gateway.operator();
        awaitRenewed(operator);
        String transfer =
                operator.get("/api/transfers?limit=1").at("/transfers/0/id").asText();
        URI receipt = URI.create(
                gateway.fhir() + before.getPath().substring(before.getPath().indexOf("/Bundle/")));
        Specimens specimens = new Specimens(clinics, gateway, anchors);
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            byte[] json = Specimens.read(laboratory, receipt, "application/vnd.sceau.receipt+json");
            Receipt read = Receipt.read(json);
            if (read.renewals().isEmpty() || read.second().isEmpty()) {
                throw new IOException("the receipt has no renewal, or no second seal");
            }
            specimens.evidence("receipt, JSON, two seals", json);
            specimens.evidence(
                    "receipt, FHIR, two seals", Specimens.read(laboratory, receipt, "application/fhir+json"));
            specimens.evidence(
                    "receipt, COSE, two seals",
                    Specimens.read(laboratory, receipt, "application/cose; cose-type=\"cose-sign1\""));
            byte[] clear = Specimens.read(
                    laboratory, URI.create(gateway.fhir() + "/Evidence/" + transfer + "?documents=clear"), "*/*");
            specimens.evidence("ASiC-E, renewed, two seals", clear);
            List<Specimen> all = new ArrayList<>(specimens.found());
            all.add(archived(clear, anchors, Files.createDirectories(directory.resolve("documents"))));
            return all;
        }
    }

    private static void awaitRenewed(OperatorView operator) throws IOException, InterruptedException {
        for (int looks = 0; looks < LOOKS; looks++) {
            JsonNode status = operator.get("/api/status");
            if (isLate(status, "timeStampsEnd") && isLate(status, "signatureTimeStampsEnd")) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException("not renewed");
    }

    private static boolean isLate(JsonNode status, String name) {
        return status.hasNonNull(name)
                && Instant.parse(status.get(name).asText())
                        .isAfter(Instant.now().plus(LATER));
    }

    /** The signature alone, judged with its documents, which its archive time-stamp covers. */
    private static Specimen archived(byte[] evidence, Path anchors, Path folder) throws IOException {
        List<String> further = new ArrayList<>(List.of("--trust", anchors.toString()));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(evidence))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("payload/") || entry.getName().startsWith("metadata.")) {
                    Path file = folder.resolve(entry.getName().replace('/', '-'));
                    Files.write(file, zip.readAllBytes());
                    further.addAll(List.of("--document", file.toString()));
                }
            }
        }
        return new Specimen("JAdES, B-LTA", Specimens.signature(evidence), Command.VERIFY, further, false);
    }
}
