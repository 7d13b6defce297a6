package org.sceau.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates in {@code profiles/lab-result/template}: JSON with places like <code>${patient}</code>. */
final class SampleTemplates {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z]+)}");
    private static final Map<String, String> ALL = Map.of(
            "document", load("document"),
            "reference", load("reference"),
            "submission-set", load("submission-set"));

    private SampleTemplates() {}

    /** The template with every place filled; one without value is an error of the program. */
    static String filled(String name, Map<String, String> values) {
        return PLACE.matcher(ALL.get(name)).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    private static String load(String name) {
        try (InputStream in =
                SampleTemplates.class.getResourceAsStream("/profiles/lab-result/template/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
