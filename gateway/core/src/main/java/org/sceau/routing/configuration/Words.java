package org.sceau.routing.configuration;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes constants as files have them. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Words::of).sorted().collect(Collectors.joining(", "));
    }
}
