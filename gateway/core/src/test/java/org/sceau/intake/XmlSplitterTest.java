package org.sceau.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;

class XmlSplitterTest {
    private static final String FHIR = " xmlns=\"http://hl7.org/fhir\"";
    private static final String BEFORE =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Bundle" + FHIR + "><type value=\"transaction\"/>";
    private static final String DOCUMENT =
            "><type value='document'/><entry><resource><Composition><title value=\"é &lt;\"/></Composition></resource></entry></Bundle>";

    @Test
    void binaryDataIsDecodedAndReplacedByTheMarker() {
        String body = BEFORE + entry("<Binary><contentType value=\"a/b\"/><data id='x' value='aGVsbG8='/></Binary>")
                + "</Bundle>\n";

        var outcome = Requests.xml(body, Requests.TRANSACTION);

        assertThat(outcome.payload(0)).isEqualTo("hello");
        assertThat(outcome.metadata())
                .isEqualTo(body.replace("aGVsbG8=", Markers.value(Digest.sha256("hello".getBytes(UTF_8)))));
        assertThat(outcome.extracted(0).expression()).isEqualTo("Bundle.entry[0].resource.data");
    }

    @ParameterizedTest
    @MethodSource
    void nestedDocumentIsItsSliceMadeToStandAlone(
            String rootDeclarations, String slice, String payload, String marker) {
        String before = "<Bundle" + rootDeclarations + "><entry><fullUrl value=\"u\"/><resource> <!-- <Bundle --> ";
        String body = before.replace("<Bundle xmlns:f", "<f:Bundle xmlns:f") + slice + " </resource></entry></Bundle>";
        if (rootDeclarations.startsWith(" xmlns:f")) {
            body = prefixed(body, slice);
        }

        var outcome = Requests.xml(body, Requests.TRANSACTION);

        assertThat(outcome.issues()).isEmpty();
        assertThat(outcome.payload(0)).isEqualTo(payload);
        assertThat(outcome.metadata())
                .isEqualTo(body.replace(
                        slice,
                        marker.replace(
                                "$", Digest.sha256(payload.getBytes(UTF_8)).base64Url())));
    }

    static Stream<Arguments> nestedDocumentIsItsSliceMadeToStandAlone() {
        String identifier =
                "<identifier><system value=\"urn:sceau:payload:sha256\"/><value value=\"$\"/></identifier><type value=\"document\"/>";
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        return Stream.of(
                Arguments.of(
                        FHIR, "<Bundle" + DOCUMENT, "<Bundle" + FHIR + DOCUMENT, "<Bundle>" + identifier + "</Bundle>"),
                Arguments.of(
                        FHIR,
                        "<Bundle" + FHIR + DOCUMENT,
                        "<Bundle" + FHIR + DOCUMENT,
                        "<Bundle" + FHIR + ">" + identifier + "</Bundle>"),
                Arguments.of(
                        xsi + FHIR,
                        "<Bundle\n xsi:nil=\"false\"" + DOCUMENT,
                        "<Bundle" + FHIR + xsi + "\n xsi:nil=\"false\"" + DOCUMENT,
                        "<Bundle>" + identifier + "</Bundle>"),
                Arguments.of(
                        FHIR + " xmlns:a='urn:\"&amp;'",
                        "<Bundle xmlns:b=\"urn:b\"" + DOCUMENT,
                        "<Bundle" + FHIR + " xmlns:a=\"urn:&quot;&amp;\" xmlns:b=\"urn:b\"" + DOCUMENT,
                        "<Bundle>" + identifier + "</Bundle>"),
                Arguments.of(
                        FHIR + " xmlns:a=\"urn:a\"",
                        "<Bundle xmlns:a=\"urn:b\"" + DOCUMENT,
                        "<Bundle" + FHIR + " xmlns:a=\"urn:b\"" + DOCUMENT,
                        "<Bundle xmlns:a=\"urn:b\">" + identifier + "</Bundle>"),
                Arguments.of(
                        " xmlns:f=\"http://hl7.org/fhir\"",
                        "<Bundle" + FHIR + DOCUMENT,
                        "<Bundle xmlns:f=\"http://hl7.org/fhir\"" + FHIR + DOCUMENT,
                        "<Bundle" + FHIR + ">" + identifier + "</Bundle>"));
    }

    @Test
    void prefixedDocumentKeepsItsPrefix() {
        String slice = "<f:Bundle><f:type value=\"document\"/></f:Bundle>";
        String body = "<f:Bundle xmlns:f=\"http://hl7.org/fhir\"><f:entry><f:resource>" + slice
                + "</f:resource></f:entry></f:Bundle>";

        var outcome = Requests.xml(body, Requests.TRANSACTION);

        assertThat(outcome.payload(0))
                .isEqualTo("<f:Bundle xmlns:f=\"http://hl7.org/fhir\"><f:type value=\"document\"/></f:Bundle>");
        assertThat(outcome.metadata()).contains("<f:resource><f:Bundle><f:identifier>");
    }

    @Test
    void documentAloneIsItsWholeBody() {
        String body = "<?xml version='1.0'?><Bundle" + FHIR + DOCUMENT + "\n<!-- end -->";

        var outcome = Requests.xml(body, Interaction.FHIR_DOCUMENT);

        assertThat(outcome.payload(0)).isEqualTo(body);
        assertThat(outcome.metadata()).isEqualTo(Markers.xmlDocument(Digest.sha256(body.getBytes(UTF_8))));
        assertThat(outcome.extracted(0).document().orElseThrow().whole()).isTrue();
    }

    @Test
    void largeDocumentIsSeenByItsExtract() {
        String kept = "<identifier><value value=\"v\"/></identifier><type value=\"document\"/><timestamp value=\"t\"/>";
        String composition = "<entry><resource><Composition/></resource></entry>";
        String patient = "<entry><fullUrl value=\"é\"/><resource><Patient/></resource></entry>";
        String binary =
                "<entry><resource><Binary><data value=\"" + "A".repeat(4000) + "\"/></Binary></resource></entry>";
        String signature = "<signature><data value=\"AAAA\"/></signature>";
        String body = "<Bundle" + FHIR + "><id value=\"i\"/>" + kept + composition + binary + composition + patient
                + signature + "</Bundle>";

        var outcome = Requests.split(
                body.getBytes(UTF_8),
                Format.XML,
                Interaction.FHIR_DOCUMENT,
                new IntakeLimits(1 << 20, 1 << 20, 10, 10, 10, 20, 99, 999, 999, 1000));

        assertThat(outcome.payload(0)).isEqualTo(body);
        assertThat(new String(outcome.extracted(0).document().orElseThrow().content(), UTF_8))
                .isEqualTo("<Bundle" + FHIR + ">" + kept + composition + patient + signature + "</Bundle>");
    }

    @Test
    void attachmentsOfSimplifiedPublishAreTakenOut() {
        String body = "<DocumentReference" + FHIR
                + "><content><attachment><data value=\"Zg&#61;&#x3D;\"/></attachment></content></DocumentReference>";

        var outcome = Requests.xml(body, Interaction.SIMPLIFIED_PUBLISH);

        assertThat(outcome.payload(0)).isEqualTo("f");
        assertThat(outcome.extracted(0).expression()).isEqualTo("DocumentReference.content[0].attachment.data");
    }

    @ParameterizedTest
    @MethodSource
    void badRequestsAreRefusedWithNothingKept(String body, FailureCode expected) {
        var outcome = Requests.xml(body, Requests.TRANSACTION);

        assertThat(outcome.codes()).first().isEqualTo(expected);
        assertThat(outcome.sinks().held()).isZero();
        assertThat(outcome.sinks().allClosed()).isTrue();
    }

    static Stream<Arguments> badRequestsAreRefusedWithNothingKept() {
        String bomb =
                "<!DOCTYPE b [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + BEFORE.substring(39) + "&b;</Bundle>";
        return Stream.of(
                Arguments.of(bomb, FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of("<!DOCTYPE Bundle SYSTEM \"file:///etc/passwd\"><Bundle/>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of(BEFORE + "<!DOCTYPE x></Bundle>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of(BEFORE + "&xxe;</Bundle>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of(BEFORE + "<id value=\"&xxe;\"/></Bundle>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of(BEFORE + "<?php x?></Bundle>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of("<?xml-stylesheet href='x'?><Bundle/>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of(" <?xml version='1.0'?><Bundle/>", FailureCode.DOCTYPE_FORBIDDEN),
                Arguments.of("<?xml version='1.0' encoding='ISO-8859-1'?><Bundle/>", FailureCode.ENCODING_INVALID),
                Arguments.of("<?xml version='1.1'?><Bundle/>", FailureCode.ENCODING_INVALID),
                Arguments.of("\ufeff<Bundle" + FHIR + "/>", FailureCode.SYNTAX_INVALID),
                Arguments.of("", FailureCode.SYNTAX_INVALID),
                Arguments.of("{}", FailureCode.SYNTAX_INVALID),
                Arguments.of("<Bundle/>", FailureCode.RESOURCE_UNEXPECTED),
                Arguments.of("<List" + FHIR + "/>", FailureCode.RESOURCE_UNEXPECTED),
                Arguments.of("<List" + FHIR + ">", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE, FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "</bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "</Bundle></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "</Bundle><Bundle/>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "</Bundle>x", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "]]></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<!-- -- --></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a b=\"<\"/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a b=c/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a b=\"\"c=\"\"/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a b/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a:b/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<b a:c=\"\"/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<b xmlns:a=\"\"/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<é/></Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "\u0001</Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "&#0;</Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "&#xD800;</Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "\uffff</Bundle>", FailureCode.SYNTAX_INVALID),
                Arguments.of(BEFORE + "<a b=\"\" b=\"\"/></Bundle>", FailureCode.DUPLICATE_KEY),
                Arguments.of(
                        BEFORE + "<a xmlns:p=\"u\" xmlns:q=\"u\" p:b=\"\" q:b=\"\"/></Bundle>",
                        FailureCode.DUPLICATE_KEY),
                Arguments.of(
                        BEFORE + entry("<Binary><data value=\"AAAA\"/><data value=\"AAAA\"/></Binary>") + "</Bundle>",
                        FailureCode.DUPLICATE_KEY),
                Arguments.of(BEFORE + entry("<Binary/><Binary/>") + "</Bundle>", FailureCode.DUPLICATE_KEY),
                Arguments.of(
                        BEFORE + entry("<Binary><data xmlns=\"urn:x\" value=\"AAAA\"/></Binary>") + "</Bundle>",
                        FailureCode.RESOURCE_UNEXPECTED),
                Arguments.of(
                        BEFORE + entry("<Bundle><type value=\"batch\"/></Bundle>") + "</Bundle>",
                        FailureCode.RESOURCE_UNEXPECTED),
                Arguments.of(BEFORE + "<a>".repeat(70), FailureCode.TOO_DEEP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAA=A", "AAAA ", "\nAAAA", "AAAA&#10;", "AA", "AB==", "AAAé"})
    void base64IsStrict(String data) {
        var outcome = Requests.xml(
                BEFORE + entry("<Binary><data value=\"" + data + "\"/></Binary>") + "</Bundle>", Requests.TRANSACTION);

        assertThat(outcome.codes()).containsExactly(FailureCode.BASE64_INVALID);
        assertThat(outcome.sinks().allClosed()).isTrue();
    }

    @Test
    void largeXmlIsRefusedWithTheHintToUseJson() {
        byte[] body = (BEFORE + "</Bundle>").getBytes(UTF_8);

        var outcome = Requests.split(
                body, Format.XML, Requests.TRANSACTION, new IntakeLimits(1 << 20, 50, 9, 9, 9, 9, 9, 9, 9, 9));

        assertThat(outcome.codes()).containsExactly(FailureCode.TOO_LARGE);
        assertThat(outcome.issues().getFirst().arguments()).containsExactly("50", "JSON");
    }

    private static String prefixed(String body, String slice) {
        return body.replace(slice, "\u0000")
                .replace("<entry>", "<f:entry>")
                .replace("<fullUrl", "<f:fullUrl")
                .replace("<resource>", "<f:resource>")
                .replace("</resource></entry></Bundle>", "</f:resource></f:entry></f:Bundle>")
                .replace("\u0000", slice);
    }

    private static String entry(String resource) {
        return "<entry><resource>" + resource + "</resource></entry>";
    }
}
