package org.sceau.routing.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.sceau.trust.ProfessionalQualities;

/** The rules for certificates in the patterns of IGC-Santé, which hold without {@code conf/qualities.yaml}. */
public final class NationalQualities {
    static final String FILE = "qualities.yaml";

    private NationalQualities() {}

    /** The file that says the same. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(NationalQualities.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads by them, whoever issued. */
    public static ProfessionalQualities qualities() {
        var problems = new Problems();
        var binder = new Binder(new ConfigurationFiles(Path.of(""), problems), problems);
        return YamlFile.read(FILE, text(), problems)
                .flatMap(root -> binder.bind(QualitySettings.class, root))
                .orElseThrow()
                .opened();
    }
}
