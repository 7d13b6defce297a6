package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonNull;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

class CanonicalJsonTest {

    /**
     * RFC 8785 vectors. Numbers that are not written as integers are outside the domain of our formats: {@code structures}
     * holds 56.0, whose canonical form is an integer; {@code values} holds fractions.
     */
    @ParameterizedTest
    @CsvSource({
        "arrays, canonical",
        "french, canonical",
        "structures, only its output",
        "unicode, canonical",
        "weird, canonical",
        "values, neither"
    })
    void theVectorsOfTheStandardGiveTheirCanonicalForm(String name, String expected) throws IOException {
        Path vectors = Path.of(System.getProperty("corpus"), "crypto/jcs-rfc8785/testdata");
        assumeTrue(Files.isDirectory(vectors), "corpus absent: " + vectors);
        byte[] input = Files.readAllBytes(vectors.resolve("input/" + name + ".json"));
        byte[] output = Files.readAllBytes(vectors.resolve("output/" + name + ".json"));

        if (expected.equals("canonical")) {
            assertThat(CanonicalJson.encode(CanonicalJson.read(Part.FILE, input)))
                    .isEqualTo(output);
        } else {
            assertThatThrownBy(() -> CanonicalJson.read(Part.FILE, input)).isInstanceOf(MalformedProof.class);
        }
        if (expected.equals("neither")) {
            assertThatThrownBy(() -> CanonicalJson.decode(output)).isInstanceOf(MalformedProof.class);
        } else {
            assertThat(CanonicalJson.encode(CanonicalJson.decode(output))).isEqualTo(output);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "{",
                "}",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "\"\\ud800\"",
                "\"\\udc00x\"",
                "\"\\ud800\\ud800\"",
                "01",
                "-",
                "-0",
                "-01",
                "+1",
                "1.0",
                "1e3",
                "1E3",
                ".5",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "1 2",
                "[] []",
                "\ufeff[]",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
                "'a'",
                "NaN",
                "Infinity",
                "/**/1",
                "\"\\u\u0661234\""
            })
    void whatIsNotJsonOfTheDomainIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.read(Part.FILE, Samples.bytes(text)))
                .isInstanceOfSatisfying(
                        MalformedProof.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1",
                "1 ",
                "[1, 2]",
                "{\"b\":1,\"a\":2}",
                "\"\\u0061\"",
                "\"\\/\"",
                "\"\\u000A\"",
                "\"\\u001F\"",
                "[1\n]",
                "\"\\u00e9\"",
                "{\"\\ud83d\\ude02\":1}"
            })
    void jsonInAnotherFormThanTheCanonicalOneIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.decode(Samples.bytes(text)))
                .isInstanceOfSatisfying(
                        MalformedProof.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CANONICAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c0af22", "22eda08022", "22f490808022", "22c3", "228022", "22f8888080802222"})
    void whatIsNotUtf8IsRefused(String hex) {
        assertThatThrownBy(() -> CanonicalJson.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedProof.class);
    }

    @Test
    void anUnpairedSurrogateCannotBeEncoded() {
        assertThatThrownBy(() -> CanonicalJson.encode(new JsonString("a\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void membersAreOrderedByUtf16CodeUnits() {
        JsonObject object = new JsonObject(Map.of(
                "\ufb33",
                new JsonInteger(1),
                "\ud83d\ude02",
                new JsonInteger(2),
                "z",
                new JsonNull(),
                "",
                new JsonBoolean(true)));

        assertThat(new String(CanonicalJson.encode(object), StandardCharsets.UTF_8))
                .isEqualTo("{\"\":true,\"z\":null,\"\ud83d\ude02\":2,\"\ufb33\":1}");
    }

    @Property
    void whatIsEncodedIsReadBack(@ForAll("values") JsonValue value) {
        assertThat(CanonicalJson.decode(CanonicalJson.encode(value))).isEqualTo(value);
    }

    @Property(tries = 5000)
    void anyBytesAreReadOrRefusedAsMalformed(@ForAll byte[] content) {
        try {
            assertThat(CanonicalJson.encode(CanonicalJson.decode(content))).isEqualTo(content);
        } catch (MalformedProof e) {
            assertThat(e.part()).isEqualTo(Part.FILE);
        }
    }

    @Provide
    Arbitrary<JsonValue> values() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(12);
        Arbitrary<JsonValue> leaves = Arbitraries.oneOf(
                texts.map(JsonString::new),
                Arbitraries.longs()
                        .between(-JsonInteger.LARGEST, JsonInteger.LARGEST)
                        .map(JsonInteger::new),
                Arbitraries.of(new JsonBoolean(true), new JsonBoolean(false), new JsonNull()));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(JsonArray::new),
                        Arbitraries.maps(texts, inner).ofMaxSize(4).map(JsonObject::new)),
                0,
                3);
    }

    @Test
    void theSameStructureHasOneEncoding() {
        JsonValue value =
                new JsonArray(List.of(new JsonObject(Map.of()), new JsonArray(List.of()), new JsonInteger(-1)));

        assertThat(CanonicalJson.encode(value)).isEqualTo(Samples.bytes("[{},[],-1]"));
    }
}
