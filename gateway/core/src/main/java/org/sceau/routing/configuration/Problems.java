package org.sceau.routing.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers what is wrong. Not thread-safe. */
final class Problems {
    private final List<ConfigurationError> errors = new ArrayList<>();

    void add(Place place, String path, String found, String write) {
        add(place, path, found, write, Optional.empty());
    }

    void add(Place place, String path, String found, String write, Optional<String> nearest) {
        errors.add(new ConfigurationError(place.file(), place.line(), place.column(), path, found, write, nearest));
    }

    void addUnknown(Place place, String path, String what, String word, Collection<String> known) {
        String write = known.isEmpty() ? "nothing here" : "one of " + String.join(", ", known);
        add(place, path, "the unknown " + what + " " + Value.quote(word), write, Nearest.of(word, known));
    }

    boolean none() {
        return errors.isEmpty();
    }

    /** By file, line and column. */
    List<ConfigurationError> sorted() {
        return errors.stream()
                .sorted(Comparator.comparing(ConfigurationError::file)
                        .thenComparingInt(ConfigurationError::line)
                        .thenComparingInt(ConfigurationError::column)
                        .thenComparing(ConfigurationError::path))
                .toList();
    }
}
