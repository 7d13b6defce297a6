package org.sceau.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.proof.Digest;

class JsonSplitterTest {
    private static final String BEFORE = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[";
    private static final String NESTED =
            "{\"resourceType\" : \"Bundle\",\r\n \"type\":\"document\",\"entry\":[{\"resource\":{\"resourceType\":\"Composition\"}},"
                    + "{\"resource\":{\"resourceType\":\"Binary\",\"data\":\"AAAA\"}}] }";

    @Test
    void binaryDataIsDecodedAndReplacedByTheMarker() {
        String body = BEFORE
                + " {\"resource\":{\"resourceType\":\"Binary\",\"data\":\"aGVsbG8=\",\"contentType\":\"text/plain\"} }]}\n";

        var outcome = Requests.json(body, Requests.TRANSACTION);

        Digest sha256 = Digest.sha256("hello".getBytes(UTF_8));
        assertThat(outcome.payload(0)).isEqualTo("hello");
        assertThat(outcome.metadata()).isEqualTo(body.replace("aGVsbG8=", Markers.value(sha256)));
        assertThat(outcome.extracted(0).kind()).isEqualTo(Extracted.Kind.BINARY);
        assertThat(outcome.extracted(0).entry()).isZero();
        assertThat(outcome.extracted(0).expression()).isEqualTo("Bundle.entry[0].resource.data");
        assertThat(Markers.ofValue(Markers.value(sha256))).contains(sha256);
    }

    @Test
    void payloadsStandInTheirOrderWithTheirEntries() {
        String body =
                BEFORE + "{\"resource\":{\"resourceType\":\"List\"}}," + binary("Zg==") + ",7," + binary("Zm8=") + "]}";

        var outcome = Requests.json(body, Requests.TRANSACTION);

        assertThat(outcome.split().orElseThrow().payloads())
                .extracting(Extracted::entry)
                .containsExactly(1, 3);
        assertThat(outcome.payload(0) + outcome.payload(1)).isEqualTo("ffo");
    }

    @Test
    void dataIsFoundBeforeTheTypeAndBehindEscapes() {
        String body = BEFORE
                + "{\"resource\":{\"d\\u0061ta\":\"aGVsbG8=\",\"x\":{\"resourceType\":\"List\"},\"\\u0072esourceType\":\"Bin\\u0061ry\"}}]}";

        var outcome = Requests.json(body, Requests.TRANSACTION);

        assertThat(outcome.payload(0)).isEqualTo("hello");
    }

    @Test
    void escapesThatJsonWritersUseInBase64AreRead() {
        var outcome = Requests.json(BEFORE + binary("+\\/\\u002B/") + "]}", Requests.TRANSACTION);

        assertThat(outcome.sinks().clear(outcome.extracted(0)))
                .isEqualTo(Base64.getDecoder().decode("+/+/"));
    }

    @Test
    void dataOfOtherResourcesStaysInTheMetadata() {
        String body = BEFORE
                + "{\"resource\":{\"resourceType\":\"DocumentReference\",\"content\":[{\"attachment\":{\"data\":\"AAAA\"}}],"
                + "\"contained\":[{\"resourceType\":\"Binary\",\"data\":\"AAAA\"}]}},{\"resource\":{\"resourceType\":\"Binary\",\"data\":5}},"
                + "{\"resource\":{\"resourceType\":\"Binary\"}}],\"data\":\"AAAA\"}";

        var outcome = Requests.json(body, Requests.TRANSACTION);

        assertThat(outcome.metadata()).isEqualTo(body);
        assertThat(outcome.sinks().opened()).isZero();
    }

    @Test
    void nestedDocumentIsTheExactSlice() {
        String body = BEFORE + "{\"fullUrl\":\"urn:uuid:1\",\"resource\":  " + NESTED + "  ,\"request\":{}}]}";

        var outcome = Requests.json(body, Requests.TRANSACTION);

        assertThat(outcome.payload(0)).isEqualTo(NESTED);
        assertThat(outcome.metadata())
                .isEqualTo(body.replace(NESTED, Markers.jsonDocument(Digest.sha256(NESTED.getBytes(UTF_8)))));
        assertThat(outcome.extracted(0).expression()).isEqualTo("Bundle.entry[0].resource");
        assertThat(view(outcome)).isEqualTo(NESTED);
        assertThat(outcome.extracted(0).document().orElseThrow().whole()).isTrue();
    }

    @Test
    void documentAloneIsItsWholeBody() {
        var outcome = Requests.json("\n " + NESTED + "\n", Interaction.FHIR_DOCUMENT);

        assertThat(outcome.payload(0)).isEqualTo("\n " + NESTED + "\n");
        assertThat(outcome.metadata())
                .isEqualTo(Markers.jsonDocument(Digest.sha256(("\n " + NESTED + "\n").getBytes(UTF_8))));
        assertThat(outcome.extracted(0).kind()).isEqualTo(Extracted.Kind.WHOLE_BODY);
    }

    @Test
    void largeDocumentIsSeenByItsExtract() {
        String patient = "{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}";
        String composition = "{\"resource\":{\"id\":\"c\", \"resourceType\":\"Composition\"},\"link\":[]}";
        String document = "{\"resourceType\":\"Bundle\",\"entry\":[" + composition + "," + patient
                + ",{\"resource\":{\"resourceType\":\"Binary\",\"data\":\"" + "A".repeat(4000) + "\"}},"
                + "{\"resource\":{\"resourceType\":\"Composition\"}}," + patient
                + "],\"identifier\": {\"system\":\"s\",\"value\":\"v\"},\"typ\\u0065\":\"document\",\"meta\":{},\"timestamp\":\"t\",\"signature\":{\"x\":[1]}}";

        var outcome = Requests.split(document.getBytes(UTF_8), Format.JSON, Interaction.FHIR_DOCUMENT, viewing(1000));

        assertThat(outcome.payload(0)).isEqualTo(document);
        assertThat(outcome.extracted(0).document().orElseThrow().whole()).isFalse();
        assertThat(view(outcome))
                .isEqualTo(
                        "{\"resourceType\":\"Bundle\",\"identifier\": {\"system\":\"s\",\"value\":\"v\"},\"type\":\"document\","
                                + "\"timestamp\":\"t\",\"signature\":{\"x\":[1]},\"entry\":[" + composition + ","
                                + patient + "," + patient + "]}");
    }

    @Test
    void extractThatIsTooLargeIsRefused() {
        String document =
                "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":[{\"resource\":{\"resourceType\":\"Composition\",\"title\":\""
                        + "x".repeat(2000) + "\"}}]}";

        var outcome = Requests.split(document.getBytes(UTF_8), Format.JSON, Interaction.FHIR_DOCUMENT, viewing(1000));

        assertRefused(outcome, FailureCode.METADATA_TOO_LARGE);
    }

    @Test
    void attachmentsOfSimplifiedPublishAreTakenOut() {
        String body =
                "{\"content\":[{\"attachment\":{\"data\":\"Zg==\",\"title\":\"t\"}},{\"attachment\":{\"url\":\"u\"}},"
                        + "{\"attachment\":{\"data\":\"Zm8=\"}}],\"resourceType\":\"DocumentReference\",\"extension\":[{\"valueAttachment\":{\"data\":\"AAAA\"}}]}";

        var outcome = Requests.json(body, Interaction.SIMPLIFIED_PUBLISH);

        assertThat(outcome.split().orElseThrow().payloads())
                .extracting(Extracted::expression)
                .containsExactly(
                        "DocumentReference.content[0].attachment.data", "DocumentReference.content[2].attachment.data");
        assertThat(outcome.payload(0) + outcome.payload(1)).isEqualTo("ffo");
        assertThat(outcome.metadata())
                .isEqualTo(body.replace("Zg==", Markers.value(Digest.sha256("f".getBytes(UTF_8))))
                        .replace("Zm8=", Markers.value(Digest.sha256("fo".getBytes(UTF_8)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AA",
                "AAA",
                "AAAAA",
                "AA=",
                "AA===",
                "A===",
                "====",
                "=",
                "AB==",
                "AAB=",
                "AA==AAAA",
                "AA=A",
                "AAAA====",
                " AAAA",
                "AAAA ",
                "AA AA",
                "AAAA\\n",
                "AA-_",
                "AAAé",
                "AAA\\u0000",
                "AAA\\u0100",
                "AAAA\\ud83d\\ude00"
            })
    void base64IsStrict(String data) {
        var outcome = Requests.json(BEFORE + binary(data) + "]}", Requests.TRANSACTION);

        assertRefused(outcome, FailureCode.BASE64_INVALID);
        assertThat(outcome.issues().getFirst().expression()).contains("Bundle.entry[0].resource.data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        []                                              | RESOURCE_UNEXPECTED
        {}                                              | RESOURCE_UNEXPECTED
        7                                               | RESOURCE_UNEXPECTED
        {"resourceType":"bundle"}                       | RESOURCE_UNEXPECTED
        {"resourceType":["Bundle"]}                     | RESOURCE_UNEXPECTED
        {"resourceType":"DocumentReference"}            | RESOURCE_UNEXPECTED
        {"resourceType":"DocumentReference"             | SYNTAX_INVALID
        {"resourceType":"Bundle","entry":[{"resource":{}}]} | RESOURCE_UNEXPECTED
        {"resourceType":"Bundle","entry":[{"resource":{}}]  | SYNTAX_INVALID
        {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Bundle"}}]} | RESOURCE_UNEXPECTED
        {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Bundle","type":"transaction"}}]} | RESOURCE_UNEXPECTED
        {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Bundle","type":"document","entry":[{"resource":{"a":0}}]}}]} | RESOURCE_UNEXPECTED
        {"resourceType":"Bundle","entry":[],"entry":[]} | DUPLICATE_KEY
        {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Binary","data":"AAAA","data":"AAAA"}}]} | DUPLICATE_KEY
        """)
    void badRequestsAreRefusedWithNothingKept(String body, FailureCode expected) {
        assertRefused(Requests.json(body, Requests.TRANSACTION), expected);
    }

    @Test
    void typeMustStandWithinTheFirst64Kilobytes() {
        String near = BEFORE + "{\"resource\":{\"x\":\"" + "y".repeat(65_000)
                + "\",\"resourceType\":\"Binary\",\"data\":\"aGVsbG8=\"}}]}";
        String far = BEFORE + "{\"resource\":{\"x\":\"" + "y".repeat(66_000)
                + "\",\"resourceType\":\"Binary\",\"data\":\"aGVsbG8=\"}}]}";

        assertThat(Requests.json(near, Requests.TRANSACTION).payload(0)).isEqualTo("hello");
        assertRefused(Requests.json(far, Requests.TRANSACTION), FailureCode.RESOURCE_UNEXPECTED);
    }

    @Test
    void everyLimitHasItsCode() {
        byte[] body = (BEFORE + binary("aGVsbG8=") + "," + binary("aGVsbG8=") + "]}").getBytes(UTF_8);
        IntakeLimits ok = new IntakeLimits(body.length, 1, 2, 1, 5, 3, 12, 1000, 100, 1);

        assertThat(Requests.split(body, Format.JSON, Requests.TRANSACTION, ok).issues())
                .isEmpty();
        assertRefused(body, new IntakeLimits(body.length - 1, 1, 2, 1, 5, 3, 12, 1000, 100, 1), FailureCode.TOO_LARGE);
        assertRefused(
                body, new IntakeLimits(body.length, 1, 1, 1, 5, 3, 12, 1000, 100, 1), FailureCode.TOO_MANY_ENTRIES);
        assertRefused(body, new IntakeLimits(body.length, 1, 2, 1, 3, 3, 12, 1000, 100, 1), FailureCode.TOO_DEEP);
        assertRefused(
                body, new IntakeLimits(body.length, 1, 2, 1, 5, 2, 12, 1000, 100, 1), FailureCode.TOO_MANY_ENTRIES);
        assertRefused(
                body, new IntakeLimits(body.length, 1, 2, 1, 5, 3, 11, 1000, 100, 1), FailureCode.STRING_TOO_LONG);
        assertRefused(
                body, new IntakeLimits(body.length, 1, 2, 1, 5, 3, 12, 99, 100, 1), FailureCode.METADATA_TOO_LARGE);
        assertRefused(body, new IntakeLimits(body.length, 1, 2, 1, 5, 3, 12, 1000, 5, 1), FailureCode.STRING_TOO_LONG);
    }

    @Test
    void stringsInsideADocumentAreNotLimited() {
        byte[] body = NESTED.replace("AAAA", "A".repeat(4000)).getBytes(UTF_8);

        var outcome = Requests.split(
                body, Format.JSON, Interaction.FHIR_DOCUMENT, new IntakeLimits(9000, 1, 1, 2, 9, 9, 99, 999, 99, 9999));

        assertThat(outcome.payload(0)).isEqualTo(new String(body, UTF_8));
    }

    /** What is JSON alone is taken, what is none refused, and what RFC 8259 leaves open decided by the scanner's table. */
    @ParameterizedTest
    @MethodSource
    void aValueInsideATransactionIsJudgedAsAlone(Path file) {
        byte[] value = Corpus.read(file);
        var body = new ByteArrayOutputStream();
        body.writeBytes((BEFORE + "{\"resource\":{\"resourceType\":\"List\",\"title\":").getBytes(UTF_8));
        body.writeBytes(value);
        body.writeBytes("}}]}".getBytes(UTF_8));

        var outcome = Requests.split(body.toByteArray(), Format.JSON, Requests.TRANSACTION, IntakeLimits.defaults());

        assertThat(outcome.codes().stream().findFirst()).isEqualTo(JsonScannerTest.verdict(value, 64));
    }

    static List<Path> aValueInsideATransactionIsJudgedAsAlone() {
        return Corpus.files(JsonScannerTest.SUITE, "*.json");
    }

    @Test
    void discardForgetsThePayloads() {
        var outcome = Requests.json(BEFORE + binary("aGVsbG8=") + "]}", Requests.TRANSACTION);
        assertThat(outcome.sinks().held()).isEqualTo(1);

        outcome.split().orElseThrow().discard();

        assertThat(outcome.sinks().held()).isZero();
    }

    @Test
    void noValueIsInTheIssues() {
        var outcome = Requests.json(BEFORE + binary("Dupont*") + "]}", Requests.TRANSACTION);

        assertThat(outcome.issues()).extracting(Issue::toString).noneMatch(text -> text.contains("Dupont"));
    }

    private static void assertRefused(byte[] body, IntakeLimits limits, FailureCode code) {
        assertRefused(Requests.split(body, Format.JSON, Requests.TRANSACTION, limits), code);
    }

    private static void assertRefused(Requests.Outcome outcome, FailureCode code) {
        assertThat(outcome.codes()).isNotEmpty().first().isEqualTo(code);
        assertThat(outcome.sinks().held()).isZero();
        assertThat(outcome.sinks().allClosed()).isTrue();
    }

    private static IntakeLimits viewing(int maxDocumentViewBytes) {
        return new IntakeLimits(1 << 20, 1, 10, 10, 10, 20, 99, 999, 999, maxDocumentViewBytes);
    }

    private static String view(Requests.Outcome outcome) {
        return new String(outcome.extracted(0).document().orElseThrow().content(), StandardCharsets.UTF_8);
    }

    private static String binary(String data) {
        return "{\"resource\":{\"resourceType\":\"Binary\",\"data\":\"" + data + "\"}}";
    }
}
