package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Probes by others: inclusion proofs that hold, and many that are spoiled in every way that has gone wrong somewhere. */
class MerkleProbesTest {

    @Test
    void everyProbeHasTheOutcomeItsAuthorsExpect() throws IOException {
        Path probes = Path.of(System.getProperty("corpus"), "crypto/merkle-rfc6962/testdata/inclusion");
        assumeTrue(Files.isDirectory(probes), "corpus absent: " + probes);
        List<String> wrong = new ArrayList<>();
        int count = 0;
        List<Path> files;
        try (Stream<Path> all = Files.walk(probes)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            JsonNode probe = new ObjectMapper().readTree(file.toFile());
            count++;
            if (holds(probe) == probe.get("wantErr").asBoolean()) {
                wrong.add(probes.relativize(file) + ": " + probe.get("desc"));
            }
        }

        assertThat(count).isEqualTo(98);
        assertThat(wrong).isEmpty();
    }

    private static boolean holds(JsonNode probe) throws IOException {
        List<Digest> path = new ArrayList<>();
        if (probe.get("proof") != null) {
            for (JsonNode hash : probe.get("proof")) {
                if (hash.binaryValue().length != 32) {
                    return false; // no Digest of a hash of SHA-256: refused before any proof is made
                }
                path.add(Digest.of(hash.binaryValue()));
            }
        }
        byte[] leaf = bytes(probe, "leafHash");
        byte[] root = bytes(probe, "root");
        long index = probe.get("leafIdx").asLong();
        long size = probe.get("treeSize").asLong();
        if (leaf.length != 32 || root.length != 32 || index < 0 || index >= size) {
            return false;
        }
        return new InclusionProof(index, size, path).verify(Digest.of(leaf), Digest.of(root))
                instanceof ProofVerdict.Holds;
    }

    private static byte[] bytes(JsonNode probe, String name) throws IOException {
        return probe.get(name) == null || probe.get(name).isNull()
                ? new byte[0]
                : probe.get(name).binaryValue();
    }
}
