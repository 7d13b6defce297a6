package org.sceau.identity;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose word each part of somebody's quality is; absent where nobody says it.
 *
 * @param family of the card family
 * @param profession of the profession
 * @param specialty of the specialty
 * @param organisation of the structure
 */
public record Provenance(
        Optional<Source> family,
        Optional<Source> profession,
        Optional<Source> specialty,
        Optional<Source> organisation) {

    /** Nobody's. */
    public static final Provenance NONE =
            new Provenance(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whose word. */
    public enum Source {
        /** The certificate's, by its issuer. */
        CERTIFICATE,
        /** The partner's, or an issuer of tokens'. */
        STATEMENT,
        /** The operator's, in the partner's file. */
        FILE,
        /** A source's of the directory. */
        DIRECTORY
    }

    /** Whether a part is the directory's word. */
    public boolean isDirectorys() {
        return Stream.of(family, profession, specialty, organisation)
                .flatMap(Optional::stream)
                .anyMatch(Source.DIRECTORY::equals);
    }

    /** For a terminal, in English, such as {@code profession: directory}; empty where nobody says anything. */
    public String text() {
        return Stream.of(
                        part("family", family),
                        part("profession", profession),
                        part("specialty", specialty),
                        part("structure", organisation))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> part(String name, Optional<Source> source) {
        return source.map(whose -> name + ": "
                + switch (whose) {
                    case CERTIFICATE -> "certificate";
                    case STATEMENT -> "statement";
                    case FILE -> "partner's file";
                    case DIRECTORY -> "directory";
                });
    }
}
