package org.sceau.app.paper;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import org.sceau.proof.cli.Texts;

/** The words on paper in one language: those of the verifier, and some that only paper needs. */
final class PaperTexts {
    private final PropertyResourceBundle own;
    private final Texts verifier;

    private PaperTexts(PropertyResourceBundle own, Texts verifier) {
        this.own = own;
        this.verifier = verifier;
    }

    static PaperTexts of(String language) {
        String name = "paper_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(PaperTexts.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            return new PaperTexts(new PropertyResourceBundle(reader), Texts.of(language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String key) {
        return own.containsKey(key) ? own.getString(key) : verifier.get(key);
    }
}
