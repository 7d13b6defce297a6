package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sceau.routing.Partner;
import org.sceau.routing.Route;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.rules.AccessSettings;

/** Whatever stands in a settings file, reading it ends in our own errors or in a value. */
class ConfigurationPropertyTest {
    private static final List<String> FILES = List.of(
            "gateway.yaml",
            "partners/hopital.yaml",
            "partners/hebergeur.yaml",
            "routes/lab-results.yaml",
            "access.yaml",
            "crypto.yaml",
            "qualities.yaml");
    private static final List<String> PIECES = List.of(
            "\n",
            " ",
            "\t",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "|",
            ">",
            "&a ",
            "*a",
            "!!int ",
            "!",
            "%YAML 1.2\n",
            "---\n",
            "...\n",
            "? ",
            "#",
            "~",
            "null",
            "true",
            "0x7fffffffffff",
            ".inf",
            "-1",
            "1e999",
            "\u0000",
            "\ufeff",
            "\ud800",
            "\\U99999999",
            "\"\\xZZ\"",
            "id: ",
            "channel: ",
            "<<: ",
            "=",
            ",",
            "999999999999999999999");

    /** A change: at a part of the text, cut so many characters, put a piece there. */
    record Change(int file, double at, int cut, String piece) {}

    @Provide
    Arbitrary<Change> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, FILES.size() - 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Change::new);
    }

    @Property(tries = 3000)
    void aChangedFileIsReadOrRefusedInOurWords(@ForAll("changes") Change one, @ForAll("changes") Change other) {
        String name = FILES.get(one.file());
        String text = apply(other, apply(one, original(name)));

        assertReads(name, text);
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefusedInOurWords(@ForAll String text) {
        assertReads("routes/lab-results.yaml", text);
    }

    /** Wherever it stands: the parser reads a thousand characters at a time. */
    @Property(tries = 200)
    void aCharacterOfTwoHalvesIsReadAsItself(@ForAll @IntRange(min = 0, max = 60) int before) {
        String text = "description: \"" + "x".repeat(980 + before) + "\ud83d\ude00\"\n";
        Problems problems = new Problems();

        Value read = YamlFile.read("routes/lab-results.yaml", text, problems).orElseThrow();

        assertThat(problems.none()).isTrue();
        assertThat(((Value.Mapping) read).entries().getFirst().value())
                .isInstanceOfSatisfying(
                        Value.Scalar.class, scalar -> assertThat(scalar.text()).endsWith("x\ud83d\ude00"));
    }

    private static void assertReads(String name, String text) {
        Problems problems = new Problems();
        Binder binder = new Binder(new ConfigurationFiles(SampleConf.original(), problems), problems);

        boolean made = YamlFile.read(name, text, problems)
                .flatMap(root -> binder.bind(type(name), root))
                .isPresent();

        assertThat(made || !problems.none()).isTrue();
        assertThat(problems.sorted())
                .allSatisfy(error -> assertThat(error.text())
                        .startsWith(name)
                        .doesNotContain("\n")
                        .hasSizeLessThan(600));
    }

    private static Class<? extends Record> type(String name) {
        if (name.startsWith("partners")) {
            return Partner.class;
        }
        if (name.equals("access.yaml")) {
            return AccessSettings.class;
        }
        if (name.equals("crypto.yaml")) {
            return CryptoSettings.class;
        }
        if (name.equals("qualities.yaml")) {
            return QualitySettings.class;
        }
        return name.startsWith("routes") ? Route.class : GatewaySettings.class;
    }

    private static String apply(Change change, String text) {
        int at = (int) Math.floor(change.at() * text.length());
        int end = Math.min(text.length(), at + change.cut());
        return text.substring(0, at) + change.piece() + text.substring(end);
    }

    private static String original(String name) {
        try {
            return Files.readString(Path.of(SampleConf.original().toString(), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
