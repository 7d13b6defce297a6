package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.profiles.SamplePdf;
import org.sceau.profiles.SampleReport;
import org.sceau.profiles.SampleReport.Carrying;

class ExamplesTest {

    @Test
    void examplesAreWhatTheSampleOfSeedOneIs() throws IOException {
        SampleReport report = SampleReport.of(1, 900);

        assertThat(example("valid/document.json")).isEqualTo(report.document());
        assertThat(example("valid/transaction-both.json")).isEqualTo(report.transaction(Carrying.BOTH));
        assertThat(example("valid/simplified-publish.json")).isEqualTo(report.simplifiedPublish());
    }

    @Test
    void validExampleIsAccepted() throws IOException {
        JsonNode bundle = Trees.read(example("valid/transaction-both.json")).orElseThrow();

        assertThat(Samples.issues(bundle)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"size-wrong", "patient-mismatch", "mode-unknown"})
    void invalidExampleIsRefusedAsItsExpectedFileSays(String name) throws IOException {
        JsonNode bundle = Trees.read(example("invalid/" + name + ".json")).orElseThrow();
        String expected = new String(example("invalid/" + name + ".expected"), StandardCharsets.UTF_8);

        List<String> found = Samples.issues(bundle).stream()
                .map(issue -> issue.code().code() + " " + issue.expression().orElse(""))
                .distinct()
                .toList();

        assertThat(found).containsExactlyElementsOf(expected.strip().lines().toList());
    }

    @Test
    void pdfHasTheSizeWishedFor() {
        for (long size : new long[] {0, 900, 1000, 1105, 9_999, 10_000, 10_001, 99_999, 100_700, 1_000_000}) {
            SamplePdf pdf = new SamplePdf(5, size);

            assertThat(pdf.sizeBytes()).isEqualTo(Math.max(size, SamplePdf.SMALLEST_BYTES));
            assertThat(pdf.bytes()).hasSize((int) pdf.sizeBytes());
        }
    }

    private static byte[] example(String name) throws IOException {
        try (InputStream in = SampleReport.class.getResourceAsStream("/profiles/lab-result/examples/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
