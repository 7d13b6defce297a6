package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads vector files of C2SP Wycheproof, compares what came of each case with the verdict stated, and prints a line a file. */
public final class Wycheproof {
    private static final JsonMapper JSON = new JsonMapper();

    private Wycheproof() {}

    /** What our entry point made of a case. */
    public enum Outcome {
        /** Accepted, with the value stated. */
        RIGHT,
        /** Accepted, with another value. */
        WRONG,
        REFUSED,
        /** Refused because the algorithm, curve or parameter is none of ours, whatever the case is about. */
        NOT_OURS,
        /** Not put to any entry point, for the reason given with the file. */
        SKIPPED
    }

    /** Puts one case to an entry point. */
    @FunctionalInterface
    public interface Judge {
        /** The outcome; a judge MUST NOT look at the stated verdict. */
        Outcome judge(JsonNode group, JsonNode test) throws Exception;
    }

    /** The corpus of public test data; ends the test as skipped where it is absent. */
    public static Path corpus(String folder) {
        Path corpus = Path.of(System.getProperty("corpus", "../shared/data"), "crypto", folder);
        assumeTrue(Files.isDirectory(corpus), "corpus absent: " + corpus);
        return corpus;
    }

    public static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A key of the kinds that have a public half; empty where it is of another kind. */
    public static Optional<AsymmetricJWK> key(JsonNode jwk) throws ParseException {
        return List.of("EC", "RSA").contains(jwk.path("kty").asText())
                ? Optional.of((AsymmetricJWK) JWK.parse(jwk.toString()))
                : Optional.empty();
    }

    /** Every case of a file gets the stated verdict; what is accepted has the stated value. */
    public static Map<Outcome, Integer> check(String name, String remark, Judge judge) throws Exception {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (JsonNode group : read(corpus("wycheproof").resolve(name + ".json")).path("testGroups")) {
            for (JsonNode test : group.path("tests")) {
                Outcome outcome = judge.judge(group, test);
                counts.merge(outcome, 1, Integer::sum);
                cases++;
                String stated = test.path("result").asText();
                if (!agrees(stated, outcome)) {
                    differences.add(name + " " + test.path("tcId") + " "
                            + test.path("comment").asText() + ' ' + test.path("flags") + ": stated " + stated
                            + ", ours " + outcome);
                }
            }
        }
        System.out.printf(
                "%-46s %5d cases: %4d right, %4d refused, %4d none of ours, %4d skipped; %s%n",
                name,
                cases,
                counts.getOrDefault(Outcome.RIGHT, 0),
                counts.getOrDefault(Outcome.REFUSED, 0),
                counts.getOrDefault(Outcome.NOT_OURS, 0),
                counts.getOrDefault(Outcome.SKIPPED, 0),
                remark);
        assertThat(differences).isEmpty();
        assertThat(cases).as("cases in " + name).isPositive();
        return counts;
    }

    private static boolean agrees(String stated, Outcome outcome) {
        return switch (outcome) {
            case WRONG -> false;
            case RIGHT -> !stated.equals("invalid");
            case REFUSED -> !stated.equals("valid");
            case NOT_OURS, SKIPPED -> true;
        };
    }
}
