package org.sceau.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A table written by hand: the first line that fits a combination says its answer. Knows nothing of rules. */
record MatrixTable(List<Line> lines) {
    private static final int QUESTIONS = 7;

    /** One line: a pattern for each column, and the answer. */
    record Line(int number, List<String> patterns, String answer) {

        boolean fits(List<String> combination) {
            for (int i = 0; i < patterns.size(); i++) {
                if (!fits(patterns.get(i), combination.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(String pattern, String value) {
            return switch (pattern.charAt(0)) {
                case '*' -> true;
                case '!' -> !Arrays.asList(pattern.substring(1).split(",", -1)).contains(value);
                default -> Arrays.asList(pattern.split(",", -1)).contains(value);
            };
        }
    }

    static MatrixTable read(String resource) {
        try (InputStream in = Objects.requireNonNull(MatrixTable.class.getResourceAsStream(resource))) {
            List<String> text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new MatrixTable(java.util.stream.IntStream.range(0, text.size())
                    .filter(i -> !text.get(i).isBlank() && !text.get(i).startsWith("#"))
                    .mapToObj(i -> line(i + 1, text.get(i)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(int number, String text) {
        List<String> words = Arrays.asList(text.split(" +", -1));
        if (words.size() != QUESTIONS + 2) {
            throw new IllegalArgumentException("line " + number + " has " + words.size() + " columns");
        }
        return new Line(number, words.subList(0, QUESTIONS), words.get(QUESTIONS) + " " + words.get(QUESTIONS + 1));
    }

    Optional<Line> of(List<String> combination) {
        return lines.stream().filter(line -> line.fits(combination)).findFirst();
    }
}
