package org.sceau.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.access.Accepted;
import org.sceau.access.AcceptedForTests;
import org.sceau.document.SubmissionsForTests;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.intake.SplitsForTests;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRingFile;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Seal;
import org.sceau.proof.Digest;
import org.sceau.proof.SignedObject;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;

/** DSS shares no code with the signer: what it finds intact is intact. */
class SealSubmissionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TransferId TRANSFER = TransferId.parse("0f2c6c2e-4b2b-4c7e-9a4e-7e1f3c5b9d10");
    private static final String REPORT = "urn:oid:1.2.250.1.999.1.1";
    private static final String LETTER = "urn:uuid:7c1a6a2e-3f5d-4f0e-8b39-2f1f9b8d5a01";
    private static final String METADATA = "urn:sceau:transfer:" + TRANSFER + ":metadata";

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path directory;

    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private Seal seal;
    private Accepted accepted;

    @BeforeEach
    void accept() throws IOException {
        InstantSource clock = InstantSource.fixed(NOW);
        var random = new SecureRandom();
        var party = DevelopmentPki.create(clock, random)
                .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
        KeyRing ring = KeyRingFile.create(
                directory.resolve("k.p12"), directory.resolve("k.passphrase"), party.sign(), random, clock);
        seal = ring.seal();
        contents.put(REPORT, "%PDF-1.4 a report".getBytes(StandardCharsets.UTF_8));
        contents.put(LETTER, "%PDF-1.4 a letter".getBytes(StandardCharsets.UTF_8));
        contents.put(METADATA, "{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8));
        accepted = accepted(List.of(REPORT, LETTER));
    }

    @Test
    void dssFindsTheSealIntactAndOfLevelBaselineB() {
        Signed signed = new SealSubmission(() -> seal, InstantSource.fixed(NOW), RANDOM).seal(accepted);

        SignatureWrapper found = dss(signed, contents);

        assertThat(found.isSignatureIntact()).isTrue();
        assertThat(found.isSignatureValid()).isTrue();
        assertThat(found.getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_B);
        assertThat(found.getClaimedSigningTime()).isEqualTo(NOW);
        assertThat(found.getCommitmentTypeIndications())
                .extracting("identifier")
                .containsExactly("1.2.840.10065.1.12.1.14");
        assertThat(objects(found)).hasSize(3).allSatisfy(matcher -> {
            assertThat(matcher.isDataFound()).isTrue();
            assertThat(matcher.isDataIntact()).isTrue();
        });
        assertThat(objects(found)).extracting(XmlDigestMatcher::getUri).containsExactly(REPORT, LETTER, METADATA);
    }

    @Test
    void dssFindsAChangedDocumentAltered() {
        Signed signed = new SealSubmission(() -> seal, InstantSource.fixed(NOW), RANDOM).seal(accepted);
        contents.put(LETTER, "%PDF-1.4 a Letter".getBytes(StandardCharsets.UTF_8));

        SignatureWrapper found = dss(signed, contents);

        assertThat(found.isSignatureValid()).isFalse();
        assertThat(objects(found)).extracting(XmlDigestMatcher::isDataIntact).containsExactly(true, false, true);
    }

    @Test
    void dssFindsChangedMetadataAltered() {
        Signed signed = new SealSubmission(() -> seal, InstantSource.fixed(NOW), RANDOM).seal(accepted);
        contents.put(METADATA, "{\"resourceType\":\"bundle\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(dss(signed, contents).isSignatureValid()).isFalse();
    }

    @Test
    void dssFindsAnAlteredHeaderNotIntact() {
        Signed signed = new SealSubmission(() -> seal, InstantSource.fixed(NOW), RANDOM).seal(accepted);
        var later = new SealSubmission(() -> seal, InstantSource.fixed(NOW.plusSeconds(1)), RANDOM).seal(accepted);
        String header = part(later, "protected");
        String mixed = new String(signed.jades(), StandardCharsets.UTF_8).replace(part(signed, "protected"), header);

        SignatureWrapper found = dss(new Signed(accepted, mixed.getBytes(StandardCharsets.UTF_8), List.of()), contents);

        assertThat(found.isSignatureIntact()).isFalse();
    }

    @Test
    void uniqueIdsThatAreNoUrisOrRepeatedAndPayloadsWithoutDocumentGetNamesOfOurOwn() {
        List<byte[]> payloads = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[] {4});
        var split = SplitsForTests.of("{}".getBytes(StandardCharsets.UTF_8), payloads);
        var submission = SubmissionsForTests.of(split, List.of(REPORT, REPORT, "no uri|1"));

        List<SignedObject> objects = SealedObjects.of(TRANSFER, submission);

        String own = "urn:sceau:transfer:" + TRANSFER + ":";
        assertThat(objects)
                .extracting(SignedObject::uri)
                .containsExactly(REPORT, own + "document:1", own + "document:2", own + "payload:3", own + "metadata");
        assertThat(objects.get(3).sha256()).isEqualTo(Digest.sha256(new byte[] {4}));
    }

    @Test
    void sealOutOfItsValiditySealsNothing() {
        var sealing = new SealSubmission(() -> seal, InstantSource.fixed(NOW.plus(Duration.ofDays(366))), RANDOM);

        assertThatThrownBy(() -> sealing.seal(accepted)).isInstanceOf(KeyUnusable.class);
    }

    @Test
    void textFormShowsNoIdentifier() {
        Signed signed = new SealSubmission(() -> seal, InstantSource.fixed(NOW), RANDOM).seal(accepted);

        assertThat(signed.toString()).isEqualTo("Signed[" + TRANSFER + "]");
        assertThat(signed.sha256()).isEqualTo(Digest.sha256(signed.jades()));
    }

    private Accepted accepted(List<String> uniqueIds) {
        var split = SplitsForTests.of(
                content(METADATA), uniqueIds.stream().map(this::content).toList());
        var quality =
                new ProfessionalQuality(Optional.of(CardFamily.CPS), Optional.of("10"), Optional.of("1990000001"));
        var caller = new Caller(new PartnerId("lab"), Digest.sha256(new byte[0]), quality);
        return AcceptedForTests.of(TRANSFER, caller, SubmissionsForTests.of(split, uniqueIds), List.of(), NOW);
    }

    private byte[] content(String name) {
        return Objects.requireNonNull(contents.get(name));
    }

    /** DSS also lists the digest of the signature's own input. */
    private static List<XmlDigestMatcher> objects(SignatureWrapper found) {
        return found.getDigestMatchers().stream()
                .filter(matcher -> matcher.getType() == DigestMatcherType.SIG_D_ENTRY)
                .toList();
    }

    private static String part(Signed signed, String name) {
        String json = new String(signed.jades(), StandardCharsets.UTF_8);
        int start = json.indexOf('"', json.indexOf("\"" + name + "\":") + name.length() + 3) + 1;
        return json.substring(start, json.indexOf('"', start));
    }

    private static SignatureWrapper dss(Signed signed, Map<String, byte[]> contents) {
        List<DSSDocument> detached = contents.entrySet().stream()
                .<DSSDocument>map(entry -> new InMemoryDocument(entry.getValue(), entry.getKey()))
                .toList();
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(signed.jades(), "seal.json"));
        validator.setCertificateVerifier(new CommonCertificateVerifier());
        validator.setDetachedContents(detached);
        DiagnosticData found = new DiagnosticData(validator.getDiagnosticData());
        return found.getSignatureById(found.getFirstSignatureId());
    }
}
