package org.sceau.proof.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;

/** The texts for people, in one language. {@code {0}} stands for the one argument that a text may have. */
public final class Texts {
    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** French if LC_ALL, else LC_MESSAGES, else LANG starts with {@code fr}; English otherwise (POSIX order). */
    static Texts forEnvironment(Map<String, String> environment) {
        return of(language(environment));
    }

    /** The texts about journals, in the same language. */
    static Texts ofJournals(Map<String, String> environment) {
        return read("journal", language(environment));
    }

    private static String language(Map<String, String> environment) {
        String language = "";
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            language = environment.getOrDefault(name, "");
            if (!language.isEmpty()) {
                break;
            }
        }
        return language.startsWith("fr") ? "fr" : "en";
    }

    /** The texts in {@code fr} or {@code en}. */
    public static Texts of(String language) {
        return read("verify", language);
    }

    private static Texts read(String about, String language) {
        // read directly: the search of ResourceBundle.getBundle costs a tenth of the program's time
        String name = about + "_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            return new Texts(new PropertyResourceBundle(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text without argument; throws {@link java.util.MissingResourceException}. */
    public String get(String key) {
        return bundle.getString(key);
    }

    String get(String key, String argument) {
        return bundle.getString(key).replace("{0}", argument);
    }

    Set<String> keys() {
        return bundle.keySet();
    }
}
