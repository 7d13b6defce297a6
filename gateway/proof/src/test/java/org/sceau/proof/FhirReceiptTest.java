package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FhirReceiptTest {
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final Receipt RECEIPT = Samples.receipt(PKI.signer());

    @ParameterizedTest
    @EnumSource
    void theFormIsProvedLikeTheReceiptItIsMadeOf(FhirReceipt form) {
        byte[] file = form.encode(RECEIPT);

        assertThat(Verifier.verify(file, ANCHORS, Samples.supplied(Samples.PDF)))
                .isInstanceOf(Verdict.Proved.class)
                .isEqualTo(Verifier.verify(RECEIPT.encode(), ANCHORS, Samples.supplied(Samples.PDF)));
        assertThat(form.decode(file)).isEqualTo(RECEIPT);
        assertThat(form.encode(RECEIPT)).isEqualTo(file);
    }

    /** A golden file that must change is another profile: bundles that were given out must stay verifiable. */
    @ParameterizedTest
    @EnumSource
    void theGoldenReceiptHasTheGoldenBundle(FhirReceipt form) throws IOException {
        Receipt golden = Receipt.decode(FormatsTest.golden("receipt.json"));
        String name = form == FhirReceipt.JSON ? "receipt-bundle.json" : "receipt-bundle.xml";

        assertThat(new String(form.encode(golden), StandardCharsets.UTF_8))
                .isEqualTo(new String(FormatsTest.golden(name), StandardCharsets.UTF_8));
    }

    @Test
    void bothSerialisationsSayTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(FhirReceipt.JSON.encode(RECEIPT));
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        var xml = factory.newDocumentBuilder().parse(new ByteArrayInputStream(FhirReceipt.XML.encode(RECEIPT)));

        assertThat(json.at("/identifier/value").asText())
                .isEqualTo("urn:uuid:" + RECEIPT.entry().id());
        assertThat(json.at("/entry/0/resource/event/0/code/0/coding/0/code").asText())
                .isEqualTo("http://uri.etsi.org/19522/Event/SubmissionAcceptance");
        assertThat(json.findValues("fullUrl")).hasSize(5);
        assertThat(xml.getElementsByTagName("fullUrl").getLength()).isEqualTo(5);
        assertThat(json.at("/entry/0/resource/section/0/entry/1/reference").asText())
                .as("who reads the Composition finds the AuditEvent")
                .isEqualTo(json.at("/entry/3/fullUrl").asText());
        assertThat(json.at("/entry/3/resource/resourceType").asText()).isEqualTo("AuditEvent");
        assertThat(xml.getElementsByTagName("div").getLength()).isEqualTo(3);
        assertThat(json.findValues("data").getFirst().asText())
                .isEqualTo(xml.getElementsByTagName("data")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("value")
                        .getNodeValue());
    }

    @Test
    void aNegativeReceiptNamesItsReason() throws Exception {
        Entry e = RECEIPT.entry();
        Entry refused = new Entry(
                e.id(),
                e.log(),
                EventName.SUBMISSION_REJECTION,
                e.transfer(),
                Optional.empty(),
                e.time(),
                e.actor(),
                e.rule(),
                "not <here> & \"now\"",
                Optional.of("SC-3006"),
                e.revisions(),
                Optional.empty(),
                new TreeMap<>());
        Receipt receipt = Samples.receipt(refused, Openings.NONE, PKI.signer());

        JsonNode provenance =
                new ObjectMapper().readTree(FhirReceipt.JSON.encode(receipt)).at("/entry/2/resource");

        assertThat(provenance.at("/reason/0/coding/0/code").asText()).isEqualTo("SC-3006");
        assertThat(provenance.at("/reason/0/text").asText()).endsWith("not <here> & \"now\"");
        JsonNode audit =
                new ObjectMapper().readTree(FhirReceipt.JSON.encode(receipt)).at("/entry/3/resource");
        assertThat(audit.at("/outcome").asText()).isEqualTo("4");
        assertThat(audit.at("/outcomeDesc").asText()).isEqualTo("SC-3006");
        assertThat(audit.at("/agent/0/requestor").isBoolean()).isTrue();
        for (FhirReceipt form : FhirReceipt.values()) {
            assertThat(Verifier.verify(form.encode(receipt), ANCHORS, List.of()))
                    .isInstanceOf(Verdict.Proved.class);
        }
    }

    /** Promise: every byte is covered by a digest or signature, or fixed by form. */
    @ParameterizedTest
    @EnumSource
    void everyFlippedByteIsRefuted(FhirReceipt form) {
        byte[] file = form.encode(RECEIPT);
        for (int at = 0; at < file.length; at++) {
            byte[] altered = file.clone();
            altered[at] ^= (byte) (1 << at % 8);

            assertThat(Verifier.verify(altered, ANCHORS, List.of()))
                    .as("byte %d flipped", at)
                    .isInstanceOf(Verdict.Refuted.class);
        }
    }

    @Test
    void anotherTextAroundAGenuineReceiptIsRefuted() {
        for (FhirReceipt form : FhirReceipt.values()) {
            String text = new String(form.encode(RECEIPT), StandardCharsets.UTF_8);
            String changed = text.replace("/Event/SubmissionAcceptance", "/Event/SubmissionRejection");
            String added = text.replace("Faits / Facts", "Facts");

            assertFormMismatch(changed);
            assertFormMismatch(added);
            assertFormMismatch(text + "\n");
        }
    }

    @Property(tries = 500)
    void bytesTakenAwayOrPutInAreRefuted(@ForAll int place, @ForAll byte[] inserted, @ForAll FhirReceipt form) {
        byte[] file = form.encode(RECEIPT);
        int at = Math.floorMod(place, file.length);
        boolean away = inserted.length == 0;
        byte[] altered = Arrays.copyOf(file, file.length + (away ? -1 : inserted.length));
        System.arraycopy(inserted, 0, altered, at, inserted.length);
        System.arraycopy(file, at + (away ? 1 : 0), altered, at + inserted.length, file.length - at - (away ? 1 : 0));

        assertThat(Verifier.verify(altered, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 1000)
    void whateverFollowsTheHeadIsRefutedWithoutThrowing(@ForAll String rest, @ForAll FhirReceipt form) {
        String head =
                form == FhirReceipt.JSON ? "{\"resourceType\":\"Bundle\"" : "<Bundle xmlns=\"http://hl7.org/fhir\"";
        String data = form == FhirReceipt.JSON ? "\"data\":\"" : "<data value=\"";

        for (String file : List.of(head + rest, head + data + rest + "\"", head + data)) {
            assertThat(Verifier.verify(Samples.bytes(file), ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
        }
    }

    @Test
    void aFileBeyondTheLimitIsTooLarge() {
        byte[] large = new byte[FhirReceipt.MAX_BYTES + 1];
        byte[] head = Samples.bytes("{\"resourceType\":\"Bundle\"");
        System.arraycopy(head, 0, large, 0, head.length);

        assertThat(Verifier.verify(large, ANCHORS, List.of()))
                .isEqualTo(new Verdict.Refuted(Part.FILE, Reason.TOO_LARGE, "", List.of()));
    }

    private static void assertFormMismatch(String file) {
        assertThat(Verifier.verify(Samples.bytes(file), ANCHORS, List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.FORM_MISMATCH));
    }
}
