package org.sceau.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

class JsonScannerTest {
    static final String SUITE = "adversarial/json-nst/test_parsing";

    /** RFC 8259 leaves these open. We read no number, so its size is no matter; what is not well-formed Unicode is refused. */
    private static final Map<String, FailureCode> FREE = Map.ofEntries(
            Map.entry("i_object_key_lone_2nd_surrogate", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_1st_surrogate_but_2nd_missing", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_1st_valid_surrogate_2nd_invalid", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_UTF-16LE_with_BOM", FailureCode.SYNTAX_INVALID),
            Map.entry("i_string_UTF-8_invalid_sequence", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_UTF8_surrogate_U+D800", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_incomplete_surrogate_and_escape_valid", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_incomplete_surrogate_pair", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_incomplete_surrogates_escape_valid", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_invalid_lonely_surrogate", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_invalid_surrogate", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_invalid_utf-8", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_inverted_surrogates_U+1D11E", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_iso_latin_1", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_lone_second_surrogate", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_lone_utf8_continuation_byte", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_not_in_unicode_range", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_overlong_sequence_2_bytes", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_overlong_sequence_6_bytes", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_overlong_sequence_6_bytes_null", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_truncated-utf-8", FailureCode.ENCODING_INVALID),
            Map.entry("i_string_utf16BE_no_BOM", FailureCode.SYNTAX_INVALID),
            Map.entry("i_string_utf16LE_no_BOM", FailureCode.SYNTAX_INVALID),
            Map.entry("i_structure_500_nested_arrays", FailureCode.TOO_DEEP),
            Map.entry("i_structure_UTF-8_BOM_empty_object", FailureCode.SYNTAX_INVALID));

    @ParameterizedTest
    @MethodSource
    void whatEveryParserMustAcceptIsAcceptedButDuplicateKeys(Path file) {
        Optional<FailureCode> verdict = verdict(Corpus.read(file), 64);

        if (file.getFileName().toString().startsWith("y_object_duplicated_key")) {
            assertThat(verdict).contains(FailureCode.DUPLICATE_KEY);
        } else {
            assertThat(verdict).isEmpty();
        }
    }

    static List<Path> whatEveryParserMustAcceptIsAcceptedButDuplicateKeys() {
        return Corpus.files(SUITE, "y_*.json");
    }

    @ParameterizedTest
    @MethodSource
    void whatNoParserMayAcceptIsBadSyntax(Path file) {
        assertThat(verdict(Corpus.read(file), 64).orElseThrow())
                .isIn(FailureCode.SYNTAX_INVALID, FailureCode.ENCODING_INVALID);
    }

    static List<Path> whatNoParserMayAcceptIsBadSyntax() {
        return Corpus.files(SUITE, "n_*.json");
    }

    @ParameterizedTest
    @MethodSource
    void whatParsersMayDecideIsDecidedByTheTable(Path file) {
        String name = file.getFileName().toString().replace(".json", "");

        assertThat(verdict(Corpus.read(file), 64)).isEqualTo(Optional.ofNullable(FREE.get(name)));
    }

    static List<Path> whatParsersMayDecideIsDecidedByTheTable() {
        return Corpus.files(SUITE, "i_*.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":1,"a":2}             | DUPLICATE_KEY
        {"a":1,"\\u0061":2}       | DUPLICATE_KEY
        {"\\/":1,"/":2}           | DUPLICATE_KEY
        {"é":1,"\\u00e9":2}       | DUPLICATE_KEY
        {"\\ud83d\\ude00":1,"😀":2} | DUPLICATE_KEY
        {"":1,"":2}               | DUPLICATE_KEY
        {"a":{"b":1},"c":[{"b":1}],"a":1} | DUPLICATE_KEY
        {"a":[{"x":1,"y":2,"x":3}]} | DUPLICATE_KEY
        "\\ud800"                 | ENCODING_INVALID
        "\\ud800\\ud800"          | ENCODING_INVALID
        "\\udc00\\ud800"          | ENCODING_INVALID
        1 2                       | SYNTAX_INVALID
        {} {}                     | SYNTAX_INVALID
        []]                       | SYNTAX_INVALID
        01                        | SYNTAX_INVALID
        -                         | SYNTAX_INVALID
        1.                        | SYNTAX_INVALID
        1e                        | SYNTAX_INVALID
        .5                        | SYNTAX_INVALID
        +1                        | SYNTAX_INVALID
        NaN                       | SYNTAX_INVALID
        'a'                       | SYNTAX_INVALID
        {"a":1,}                  | SYNTAX_INVALID
        [1,]                      | SYNTAX_INVALID
        [,1]                      | SYNTAX_INVALID
        {"a" 1}                   | SYNTAX_INVALID
        {"a":}                    | SYNTAX_INVALID
        {a:1}                     | SYNTAX_INVALID
        [1}                       | SYNTAX_INVALID
        {"a":1]                   | SYNTAX_INVALID
        /**/1                     | SYNTAX_INVALID
        tru                       | SYNTAX_INVALID
        nul1                      | SYNTAX_INVALID
        "a                        | SYNTAX_INVALID
        "\\x"                     | SYNTAX_INVALID
        "\\u12g4"                 | SYNTAX_INVALID
        """)
    void badInputIsRefusedWithItsCode(String text, FailureCode expected) {
        assertThat(verdict(text.getBytes(UTF_8), 64)).contains(expected);
    }

    @ParameterizedTest
    @MethodSource
    void acceptedInputIsAccepted(String text) {
        assertThat(verdict(text.getBytes(UTF_8), 64)).isEmpty();
    }

    static Stream<String> acceptedInputIsAccepted() {
        return Stream.of(
                "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}",
                " \t\r\n[ ]\n",
                "-0.0e-0",
                "\"\\u0000\\b\\f\\n\\r\\t\\/\\\\\\\"\"",
                "\"\u007f é \uffff 😀\"",
                "{\"\":0}");
    }

    @Test
    void depthIsCountedAndTheGrammarIsCheckedBeyondIt() {
        assertThat(verdict("[[[]]]".getBytes(UTF_8), 3)).isEmpty();
        assertThat(verdict("[[[[]]]]".getBytes(UTF_8), 3)).contains(FailureCode.TOO_DEEP);
        assertThat(verdict("[[[[]]]".getBytes(UTF_8), 3)).contains(FailureCode.SYNTAX_INVALID);
    }

    @Test
    void membersNamesAndNumbersAreLimited() {
        StringBuilder many = new StringBuilder("{\"k\":0");
        for (int i = 0; i < 256; i++) {
            many.append(",\"k").append(i).append("\":0");
        }

        assertThat(verdict((many + "}").getBytes(UTF_8), 64)).contains(FailureCode.TOO_MANY_ENTRIES);
        assertThat(verdict(("{\"" + "k".repeat(1024) + "\":0}").getBytes(UTF_8), 64))
                .isEmpty();
        assertThat(verdict(("{\"" + "k".repeat(1025) + "\":0}").getBytes(UTF_8), 64))
                .contains(FailureCode.STRING_TOO_LONG);
        assertThat(verdict(("{\"" + "é".repeat(513) + "\":0}").getBytes(UTF_8), 64))
                .contains(FailureCode.STRING_TOO_LONG);
        assertThat(verdict("1".repeat(1000).getBytes(UTF_8), 64)).isEmpty();
        assertThat(verdict("1".repeat(1001).getBytes(UTF_8), 64)).contains(FailureCode.STRING_TOO_LONG);
    }

    @Property(tries = 4000)
    void acceptsWhatJacksonAccepts(@ForAll("nearlyJson") String text) {
        Optional<FailureCode> verdict = verdict(text.getBytes(UTF_8), 64);

        // Jackson lets lone surrogates pass
        if (verdict.isPresent() && verdict.get() != FailureCode.ENCODING_INVALID) {
            assertThat(jackson(text)).isFalse();
        } else if (verdict.isEmpty()) {
            assertThat(jackson(text)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"a\"",
                "\"b\"",
                "\"\\u0061\"",
                "\"a\":1",
                "1",
                "-0",
                "0",
                "1.5e3",
                "true",
                "null",
                "fals",
                "\"",
                "\\",
                " ",
                "\n",
                "\"é\"",
                "\"\\ud83d\\ude00\"",
                "\t",
                "-",
                ".",
                "e",
                "{\"a\":[",
                "]}");
        return pieces.list().ofMaxSize(9).map(list -> String.join("", list));
    }

    private static boolean jackson(String text) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(64).build())
                .build();
        try (JsonParser parser = factory.createParser(text.getBytes(UTF_8))) {
            int roots = 0;
            int depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                roots += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isScalarValue()) {
                    parser.getText();
                }
            }
            return roots == 1;
        } catch (IOException e) {
            return false;
        }
    }

    static Optional<FailureCode> verdict(byte[] text, int maxDepth) {
        Objections objections = new Objections();
        IntakeLimits limits = new IntakeLimits(1 << 24, 1, 1, 1, maxDepth, 256, 1024, 1, 1, 1);
        InputWindow window =
                new InputWindow(new ByteArrayInputStream(text), 1 << 24, "", objections, (bytes, offset, length) -> {});
        JsonScanner scanner = new JsonScanner(window, limits, objections);
        try {
            scanner.skipValue(scanner.next());
            assertThat(scanner.next()).isEqualTo(JsonScanner.Token.END);
            objections.settle();
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(e.code());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
