package org.sceau.routing.configuration;

import java.util.Optional;

/**
 * One thing wrong in {@code conf/}.
 *
 * @param file relative to {@code conf/}
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 when the whole file is meant
 * @param path of the setting, such as {@code channel.fhir-push.url}; empty for the whole file
 * @param found what stands there
 * @param write what to write instead
 * @param nearest the known word most like the one found
 */
public record ConfigurationError(
        String file, int line, int column, String path, String found, String write, Optional<String> nearest) {

    /** One line: {@code file:line:column path: found …; write …}, and the nearest known word. */
    public String text() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        String where = path.isEmpty() ? place : place + " " + path;
        String hint = nearest.map(word -> " (nearest: " + word + ")").orElse("");
        return where + ": found " + found + "; write " + write + hint;
    }

    @Override
    public String toString() {
        return text();
    }
}
