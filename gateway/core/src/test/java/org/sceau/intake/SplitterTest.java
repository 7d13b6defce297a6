package org.sceau.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.failure.FailureCode;

class SplitterTest {
    private static final String JSON = """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{"resourceType":"List","title":"é \\u00e9"},"request":{"method":"POST"}},
             {"resource":{"id":"b","resourceType":"Binary","data":"aGVsbG8gd29ybGQ="}},
             {"resource":{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Composition"}}]}}]}
            """;
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?><Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/>
             <entry><resource><List><title value="é &#233; &amp;"/></List></resource></entry>
             <entry><resource><Binary><data value="aGVsbG8gd29ybGQ="/></Binary></resource></entry>
             <entry><resource><!-- c --><Bundle><type value="document"/><entry><resource><Composition><text>
             <div xmlns="http://www.w3.org/1999/xhtml"><![CDATA[<x>]]></div></text></Composition></resource></entry></Bundle></resource></entry></Bundle>
            """;
    private static final String MHD = "fhir/mhd-ihe-4.2.4";

    @ParameterizedTest
    @MethodSource
    void examplesAreSplitAndReassembledToTheOriginalBytes(Path file) throws IOException {
        byte[] json = Corpus.read(file);
        FhirContext fhir = FhirContext.forR4Cached();
        byte[] xml = fhir.newXmlParser()
                .encodeResourceToString(fhir.newJsonParser().parseResource(new String(json, UTF_8)))
                .getBytes(UTF_8);
        String name = file.getFileName().toString();
        Interaction interaction = name.contains("DocumentReference")
                ? Interaction.SIMPLIFIED_PUBLISH
                : name.equals("Bundle-ex-fhir-document-bundle.json") ? Interaction.FHIR_DOCUMENT : Requests.TRANSACTION;

        assertReassembled(json, Format.JSON, interaction);
        assertReassembled(xml, Format.XML, interaction);
    }

    static List<Path> examplesAreSplitAndReassembledToTheOriginalBytes() {
        List<Path> files = new ArrayList<>(Corpus.files(MHD, "Bundle-ex-*rovide*.json"));
        files.addAll(Corpus.files(MHD, "Bundle-ex-fhir-document-bundle.json"));
        files.addAll(Corpus.files(MHD, "DocumentReference-*.json"));
        return files;
    }

    @Test
    void formsOfNestedXmlDocumentsAreReassembled() throws IOException {
        for (String root : List.of(
                "<Bundle",
                "<Bundle xmlns=\"http://hl7.org/fhir\"",
                "<Bundle xmlns:a='urn:b'",
                "<Bundle xmlns:c='urn:c'")) {
            String body = XML.replace("<Bundle><type", root + " ><type")
                    .replace(
                            "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"",
                            "<Bundle xmlns:a='urn:a' xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"");

            assertReassembled(body.getBytes(UTF_8), Format.XML, Requests.TRANSACTION);
        }
    }

    @Test
    void mixedUpPayloadsAreNotReassembled() {
        var outcome = Requests.json(JSON, Requests.TRANSACTION);
        var sources = new ArrayList<>(sources(outcome));
        Collections.swap(sources, 0, 1);

        assertThatThrownBy(() -> Reassembly.write(
                        outcome.split().orElseThrow().metadata(),
                        Requests.TRANSACTION,
                        sources,
                        new ByteArrayOutputStream()))
                .isInstanceOf(NotReassembled.class);
        assertThatThrownBy(() -> Reassembly.write(
                        outcome.split().orElseThrow().metadata(),
                        Requests.TRANSACTION,
                        sources(outcome).subList(0, 1),
                        new ByteArrayOutputStream()))
                .isInstanceOf(NotReassembled.class);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void piecesOfAnySizeGiveTheSame(Format format) {
        byte[] body = text(format).getBytes(UTF_8);
        var whole = Requests.split(body, format, Requests.TRANSACTION, IntakeLimits.defaults());

        for (int size : List.of(1, 2, 3, 5, 7, 64)) {
            var dripped = Requests.split(
                    Requests.dripping(body, size),
                    format,
                    Requests.TRANSACTION,
                    IntakeLimits.defaults(),
                    new RememberingSinks());

            assertThat(dripped.metadata()).isEqualTo(whole.metadata());
            assertThat(dripped.payload(0)).isEqualTo(whole.payload(0)).isEqualTo("hello world");
            assertThat(dripped.payload(1)).isEqualTo(whole.payload(1));
        }
    }

    @Test
    void lookingAheadAcrossTheBufferLosesNothing() throws IOException {
        for (int before : List.of(0, 20_000, 32_700, 32_768, 40_000, 65_536, 70_000)) {
            String body = JSON.replace("\"title\":\"", "\"title\":\"" + "t".repeat(before))
                    .replace("\"id\":\"b\"", "\"id\":\"" + "b".repeat(40_000) + "\"");

            assertReassembled(body.getBytes(UTF_8), Format.JSON, Requests.TRANSACTION);
        }
    }

    @ParameterizedTest
    @MethodSource("org.sceau.intake.JsonScannerTest#whatNoParserMayAcceptIsBadSyntax")
    void badSyntaxInsideABundleIsRefused(Path file) throws IOException {
        for (String place :
                List.of("\"x\":", "\"resource\":", "\"entry\":[{\"resource\":{\"resourceType\":\"Binary\",\"data\":")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{" + place).getBytes(UTF_8));
            body.write(Corpus.read(file));
            body.write((place.endsWith("data\":") ? "}}]" : "").getBytes(UTF_8));
            body.write("}]}".getBytes(UTF_8));

            var outcome =
                    Requests.split(body.toByteArray(), Format.JSON, Requests.TRANSACTION, IntakeLimits.defaults());

            assertThat(outcome.codes()).as(place).isNotEmpty();
        }
    }

    @Property(tries = 3000)
    void mutatedJsonIsSplitOrRefused(@ForAll long seed) throws IOException {
        byte[] mutated = mutate(JSON, seed, "{}[]:,\"\\u0é\n=AZ");

        var outcome = Requests.split(mutated, Format.JSON, Requests.TRANSACTION, IntakeLimits.defaults());

        if (outcome.split().isPresent()) {
            assertReassembled(mutated, Format.JSON, Requests.TRANSACTION);
        } else {
            assertThat(outcome.sinks().held()).isZero();
            assertThat(outcome.sinks().allClosed()).isTrue();
        }
    }

    @Property(tries = 3000)
    void mutatedXmlIsRefusedOrWellFormed(@ForAll long seed) throws IOException {
        byte[] mutated = mutate(XML, seed, "<>/&;!-[]=\"'é\n:x?#A");

        var outcome = Requests.split(mutated, Format.XML, Requests.TRANSACTION, IntakeLimits.defaults());

        if (outcome.split().isPresent()) {
            assertThat(wellFormed(mutated)).isTrue();
            assertReassembled(mutated, Format.XML, Requests.TRANSACTION);
        } else {
            assertThat(outcome.sinks().held()).isZero();
            assertThat(outcome.sinks().allClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void largePayloadTakesNoMemory(Format format) {
        int megabytes = format == Format.JSON ? 256 : 60;
        String[] parts = text(format).split("aGVsbG8gd29ybGQ=", -1);
        byte[] block = "QUJD".repeat(256 * 1024).getBytes(UTF_8);
        List<InputStream> streams = new ArrayList<>();
        streams.add(new ByteArrayInputStream(parts[0].getBytes(UTF_8)));
        for (int i = 0; i < megabytes; i++) {
            streams.add(new ByteArrayInputStream(block));
        }
        streams.add(new ByteArrayInputStream(parts[1].getBytes(UTF_8)));
        var body = new SequenceInputStream(Collections.enumeration(streams));
        long before = allocated();

        var outcome = Requests.split(
                body, format, Requests.TRANSACTION, IntakeLimits.defaults(), new RememberingSinks(false));

        assertThat(outcome.extracted(0).payload().sizeBytes()).isEqualTo(megabytes * 768L * 1024);
        assertThat(allocated() - before).isLessThan(4L << 20);
    }

    @Test
    void failureOfASinkForgetsEverything() {
        RememberingSinks sinks = new RememberingSinks();
        byte[] body = JSON.getBytes(UTF_8);

        assertThatThrownBy(() -> new Splitter(IntakeLimits.defaults())
                        .split(new ByteArrayInputStream(body), Format.JSON, Requests.TRANSACTION, () -> {
                            if (sinks.opened() == 1) {
                                throw new IOException("full");
                            }
                            return sinks.open();
                        }))
                .isInstanceOf(IOException.class);
        assertThat(sinks.allClosed()).isTrue();
    }

    @Test
    void documentOfManyEntriesIsCounted() {
        String entries = "{},".repeat(10_000);
        String body = "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":[" + entries + "{}]}";

        assertThat(Requests.json(body, Interaction.FHIR_DOCUMENT).codes())
                .containsExactly(FailureCode.TOO_MANY_ENTRIES);
    }

    private static String text(Format format) {
        return switch (format) {
            case JSON -> JSON;
            case XML -> XML;
        };
    }

    private static void assertReassembled(byte[] body, Format format, Interaction interaction) throws IOException {
        var outcome = Requests.split(body, format, interaction, IntakeLimits.defaults());
        assertThat(outcome.issues()).isEmpty();
        ByteArrayOutputStream again = new ByteArrayOutputStream();

        Reassembly.write(outcome.split().orElseThrow().metadata(), interaction, sources(outcome), again);

        assertThat(again.toString(UTF_8)).isEqualTo(new String(body, UTF_8));
    }

    private static List<Reassembly.Source> sources(Requests.Outcome outcome) {
        return outcome.split().orElseThrow().payloads().stream()
                .map(extracted -> new Reassembly.Source(
                        extracted.payload().sha256(),
                        () -> new ByteArrayInputStream(outcome.sinks().clear(extracted))))
                .toList();
    }

    private static byte[] mutate(String text, long seed, String alphabet) {
        Random random = new Random(seed);
        List<Byte> bytes = new ArrayList<>();
        for (byte b : text.getBytes(UTF_8)) {
            bytes.add(b);
        }
        byte[] letters = alphabet.getBytes(UTF_8);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.size());
            int length = Math.min(random.nextInt(12), bytes.size() - at - 1);
            byte letter = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : letters[random.nextInt(letters.length)];
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, letter);
                case 1 -> bytes.add(at, letter);
                case 2 -> bytes.addAll(random.nextInt(bytes.size()), List.copyOf(bytes.subList(at, at + length)));
                default -> bytes.subList(at, at + length).clear();
            }
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }

    private static boolean wellFormed(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8");
            while (reader.hasNext()) {
                reader.next();
            }
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
