package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.it.bench.Load;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.TokenFolder;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** A gateway whose seal is in a token of fifty signatures a second, with submissions on many connections. */
class SlowTokenIT {
    private static final String USES = "sceau_token_uses_total";
    private static final int CONNECTIONS = 16;
    private static final int DOCUMENTS = 160;

    @TempDir
    Path directory;

    @Test
    void submissionsShareSignaturesAndEachEvidenceFileProvesItsOwn()
            throws IOException, InterruptedException, ExecutionException {
        assumeTrue(TokenFolder.installed(), "SoftHSM2 or OpenSC is not installed (Debian: softhsm2, opensc)");
        try (Clinics clinics = Clinics.create(directory)) {
            TokenFolder token = TokenFolder.slow(directory, 50);
            TokenFolder.sealTogether(directory);
            try (GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx256m"), token.environment());
                    Load load = new Load(gateway.fhir(), clinics.laboratoryTls(), CONNECTIONS)) {
                OperatorView operator = gateway.operator();
                assertThat(load.run(bundles(0, CONNECTIONS), () -> {}).refused())
                        .isZero();
                assertThat(operator.awaitAllEnded(Duration.ofMinutes(2))).isEmpty();
                double before = operator.metric(USES);

                Load.Outcome outcome = load.run(bundles(CONNECTIONS, DOCUMENTS), () -> {});

                double uses = operator.metric(USES) - before;
                assertThat(outcome.accepted()).isEqualTo(DOCUMENTS);
                assertThat(uses).isPositive().isLessThan(DOCUMENTS);
                assertThat(operator.awaitAllEnded(Duration.ofMinutes(2))).isEmpty();
                everySignatureProvesItsOwn(operator, clinics.anchors());
            }
        }
    }

    private static void everySignatureProvesItsOwn(OperatorView operator, Path pem)
            throws IOException, InterruptedException {
        TrustAnchors anchors = TrustAnchors.ofPem(Files.readString(pem));
        Map<String, List<String>> bySignature = new HashMap<>();
        for (JsonNode transfer : operator.get("/api/transfers?limit=40").path("transfers")) {
            String id = transfer.path("id").asText();
            byte[] evidence = operator.act("/api/evidence/" + id + "?for=labo");
            assertThat(Verifier.verify(new ByteArrayInputStream(evidence), anchors, List.of()))
                    .isInstanceOf(Verdict.Proved.class);
            JsonNode signature = new ObjectMapper().readTree(signature(evidence));
            bySignature
                    .computeIfAbsent(signature.path("signature").asText(), _ -> new ArrayList<>())
                    .add(id);
            if (signature.has("header")) {
                assertThat(signature.at("/header/batch/pars").toString()).contains("urn:sceau:transfer:" + id);
            }
        }
        assertThat(bySignature.values()).anyMatch(sharing -> sharing.size() > 1);
    }

    private static String signature(byte[] evidence) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(evidence))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("signature.json")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("no signature in the evidence file");
    }

    private static List<byte[]> bundles(int from, int count) {
        List<byte[]> bundles = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            bundles.add(SampleReport.of(810_000 + i, 20_000).transaction(SampleReport.Carrying.PDF));
        }
        return bundles;
    }
}
