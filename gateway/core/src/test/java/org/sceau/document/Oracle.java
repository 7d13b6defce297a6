package org.sceau.document;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sceau.profiles.ProfileReport;
import org.sceau.profiles.ProfileValidator;

/** HL7's instance validator with the packages of the test material. */
final class Oracle {
    private Oracle() {}

    private static final class Loaded {
        private static final ProfileValidator VALIDATOR = load();

        private static ProfileValidator load() {
            Path folder = packages();
            try {
                return ProfileValidator.ofPackages(List.of(
                        folder.resolve("ihe.iti.mhd-4.2.4-sushi.tgz"),
                        folder.resolve("hl7.fhir.eu.laboratory-0.2.0-ci.tgz")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static ProfileReport report(String json) {
        assumeTrue(Files.isDirectory(packages()), "no test material: fhir/packages");
        return Loaded.VALIDATOR.validate(json);
    }

    static boolean refuses(String json) {
        return report(json) instanceof ProfileReport.Violates;
    }

    private static Path packages() {
        return Path.of(System.getProperty("corpus", "../shared/data"), "fhir/packages");
    }
}
