package org.sceau.it.flips;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.flips.Specimen.Command;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.TimeAuthority;
import org.sceau.keys.KeyRing;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.BatchSeal;
import org.sceau.proof.Digest;
import org.sceau.proof.JadesFile;
import org.sceau.proof.Receipt;
import org.sceau.proof.SignedObject;

/** Takes one file of each kind from a running gateway, all of them time-stamped. For one thread. */
final class Specimens {
    private static final int LOOK_MILLIS = 100;
    private static final int LOOKS = 1_200;

    private final Clinics clinics;
    private final GatewayProcess gateway;
    private final Path anchors;
    private final OperatorView operator;
    private final List<Specimen> found = new ArrayList<>();

    /**
     * Of a running gateway.
     *
     * @param anchors whom everything leads to
     */
    Specimens(Clinics clinics, GatewayProcess gateway, Path anchors) {
        this.clinics = clinics;
        this.gateway = gateway;
        this.anchors = anchors;
        this.operator = gateway.operator();
    }

    static List<Specimen> of(Path directory) throws IOException, InterruptedException {
        Path folder = directory.resolve("gateway");
        try (Clinics clinics = Clinics.create(folder);
                TimeAuthority authority = TimeAuthority.start(folder)) {
            authority.configure(folder, "every: 500ms");
            Path route = folder.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\ntime-stamp: document\n");
            try (GatewayProcess gateway = GatewayProcess.start(folder, List.of("-Xmx512m"), Map.of())) {
                Specimens specimens = new Specimens(clinics, gateway, clinics.anchors());
                specimens.take(directory);
                return specimens.found;
            }
        }
    }

    private void take(Path directory) throws IOException, InterruptedException {
        URI receipt = submitted();
        String transfer =
                operator.get("/api/transfers?limit=1").at("/transfers/0/id").asText();
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls());
                PartnerClient hospital = new PartnerClient(gateway.fhir(), clinics.hospitalTls())) {
            evidence("receipt, JSON", read(laboratory, receipt, "application/vnd.sceau.receipt+json"));
            evidence("receipt, FHIR JSON", read(laboratory, receipt, "application/fhir+json"));
            evidence("receipt, FHIR XML", read(laboratory, receipt, "application/fhir+xml"));
            evidence("receipt, COSE", read(laboratory, receipt, "application/cose; cose-type=\"cose-sign1\""));
            URI own = URI.create(gateway.fhir() + "/Evidence/" + transfer);
            byte[] sender = read(laboratory, own, "*/*");
            signatures(sender);
            evidence("ASiC-E, sender", sender);
            evidence("ASiC-E, sender, clear", read(laboratory, URI.create(own + "?documents=clear"), "*/*"));
            evidence("ASiC-E, recipient, encrypted", read(hospital, URI.create(own + "?documents=encrypted"), "*/*"));
        }
        for (String reader : List.of("operator", "auditor", "patient")) {
            evidence("ASiC-E, " + reader, operator.act("/api/evidence/" + transfer + "?for=" + reader));
        }
        journal(directory);
    }

    /** A submission that went its way and is time-stamped; its receipt. */
    URI submitted() throws IOException, InterruptedException {
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            PartnerClient.Answer answer =
                    laboratory.submit(SampleReport.of(1, 4_000).transaction(SampleReport.Carrying.BOTH));
            if (answer.status() != 200 || answer.receipt().isEmpty()) {
                throw new IOException("submission answered with status " + answer.status());
            }
            if (!operator.awaitAllEnded(Duration.ofMinutes(2)).isEmpty()) {
                throw new IOException("deliveries have not ended");
            }
            for (int looks = 0; !stamped(laboratory, answer.receipt().get()); looks++) {
                if (looks > LOOKS) {
                    throw new IOException("nothing is time-stamped");
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return answer.receipt().get();
        }
    }

    /** All that was taken. */
    List<Specimen> found() {
        return List.copyOf(found);
    }

    /** The receipt, and the signature with what it was checked with: the lists are kept a moment after the time-stamp. */
    private boolean stamped(PartnerClient laboratory, URI receipt) throws IOException, InterruptedException {
        byte[] json = read(laboratory, receipt, "application/vnd.sceau.receipt+json");
        String transfer =
                operator.get("/api/transfers?limit=1").at("/transfers/0/id").asText();
        byte[] sender = operator.act("/api/evidence/" + transfer + "?for=labo");
        return Receipt.read(json).stamp().isPresent()
                && JadesFile.decode(signature(sender)).etsiU().size() >= 2;
    }

    void evidence(String kind, byte[] file) {
        found.add(Specimen.evidence(kind, file, anchors));
    }

    /** At the level that the evidence file has, and at those below. */
    private void signatures(byte[] sender) throws IOException {
        JadesFile highest = JadesFile.decode(signature(sender));
        evidence("JAdES, B-B", highest.with(List.of()).encode());
        evidence("JAdES, B-T", highest.with(highest.etsiU().subList(0, 1)).encode());
        if (highest.etsiU().size() < 2) {
            throw new IOException("no B-LT signature to alter");
        }
        evidence("JAdES, B-LT", signature(sender));
        evidence("JAdES, shared", shared());
    }

    /** The third of seven under one signature of the gateway's seal. */
    private byte[] shared() {
        List<BatchSeal.Submitted> submitted = IntStream.range(0, 7)
                .mapToObj(which -> new SignedObject(
                        "urn:oid:1.2.3." + which, Digest.sha256(new byte[] {(byte) which}), "application/pdf"))
                .map(document -> new BatchSeal.Submitted(List.of(document), "CPS/10/-"))
                .toList();
        Path keys = clinics.directory().resolve("keys");
        KeyRing ring = KeyRing.open(keys.resolve("ring.p12"), keys.resolve("passphrase"));
        return BatchSeal.seal(ring.seal(), submitted, Instant.now(), "1.2.840.10065.1.12.1.14", new SecureRandom())
                .get(2);
    }

    static byte[] signature(byte[] evidence) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(evidence))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("signature.json")) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("no signature in the evidence file");
    }

    private void journal(Path directory) throws IOException, InterruptedException {
        Path kept = directory.resolve("journal.jsonl");
        byte[] checkpoint = operator.text("/checkpoint").getBytes(StandardCharsets.UTF_8);
        Files.writeString(kept, operator.text("/api/journal/export"));
        List<String> trust = List.of("--trust", anchors.toString());
        found.add(new Specimen("journal", Files.readAllBytes(kept), Command.JOURNAL, trust, false));
        List<String> given = new ArrayList<>(trust);
        given.addFirst(kept.toString());
        given.add("--checkpoint");
        found.add(new Specimen("checkpoint kept", checkpoint, Command.JOURNAL, given, true));
    }

    static byte[] read(PartnerClient client, URI address, String accept) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.get(address, accept);
        try (InputStream body = response.body()) {
            byte[] bytes = body.readAllBytes();
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode() + " for " + accept);
            }
            return bytes;
        }
    }
}
