package org.sceau.document;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** IHE's own examples of MHD 4.2.4, where the test material is present. */
final class MhdCorpus {
    private MhdCorpus() {}

    static byte[] bytes(String name) {
        Path file = Path.of(System.getProperty("corpus", "../shared/data"), "fhir/mhd-ihe-4.2.4", name + ".json");
        assumeTrue(Files.exists(file), "no test material: fhir/mhd-ihe-4.2.4");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(String name) {
        return (ObjectNode) Trees.read(bytes(name)).orElseThrow();
    }
}
