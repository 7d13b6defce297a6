package org.sceau.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRingFile;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.EvidenceStatement;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceStatement.Role;
import org.sceau.proof.EvidenceWriter;
import org.sceau.proof.Jades;
import org.sceau.proof.Limit;
import org.sceau.proof.SignedObject;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

/** DSS shares no code with the writer: the container that it finds well formed and intact is. */
class EvidenceOracleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final byte[] REPORT = "%PDF-1.4 a report".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private byte[] file = {};

    @BeforeEach
    void write() throws IOException {
        InstantSource clock = InstantSource.fixed(NOW);
        var random = new SecureRandom();
        pki = DevelopmentPki.create(clock, random);
        var party = pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
        KeyRing ring = KeyRingFile.create(
                directory.resolve("k.p12"), directory.resolve("k.passphrase"), party.sign(), random, clock);
        byte[] jades = Jades.seal(
                ring.seal(),
                List.of(new SignedObject("urn:oid:1.2.250.1.999.1.1", Digest.sha256(REPORT), "application/pdf")),
                NOW,
                "1.2.840.10065.1.12.1.14");
        EvidenceWriter writer = new EvidenceWriter(new EvidenceStatement(
                        new UUID(1, 2), Role.SENDER, Optional.of("labo"), NOW, Documents.CLEAR, List.of()))
                .signature(jades)
                .payload(0, false, () -> new ByteArrayInputStream(REPORT));
        RevocationLists.of(pki.lists(), RevocationLists.issuers(ring.seal()), NOW)
                .forEach(writer::revocationList);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, ring.seal(), NOW);
        file = out.toByteArray();
    }

    @Test
    void dssFindsAnAsicEWithCadesIntactAndEveryMemberOfItsManifest() {
        DiagnosticData found = dss(file);
        SignatureWrapper signature = found.getSignatureById(found.getFirstSignatureId());

        assertThat(found.getContainerInfo().getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        assertThat(found.getContainerInfo().getMimeTypeContent()).isEqualTo(EvidenceWriter.MEDIA_TYPE);
        assertThat(found.getSignatureIdList()).hasSize(1);
        assertThat(signature.getSignatureFormat()).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
        assertThat(signature.isSignatureIntact()).isTrue();
        assertThat(signature.isSignatureValid()).isTrue();
        assertThat(signature.isTrustedChain()).isTrue();
        assertThat(signature.getClaimedSigningTime()).isEqualTo(NOW);
        assertThat(signature.getCommitmentTypeIndications())
                .extracting("identifier")
                .containsExactly("1.2.840.113549.1.9.16.6.6");
        assertThat(entries(signature)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(entry -> {
            assertThat(entry.isDataFound()).isTrue();
            assertThat(entry.isDataIntact()).isTrue();
        });
    }

    @Test
    void dssFindsAnAlteredMember() {
        byte[] other = "%PDF-1.4 A report".getBytes(StandardCharsets.UTF_8);
        String altered = text(file).replace(text(REPORT), text(other)).replace(checksum(REPORT), checksum(other));

        DiagnosticData found = dss(altered.getBytes(StandardCharsets.ISO_8859_1));
        SignatureWrapper signature = found.getSignatureById(found.getFirstSignatureId());

        assertThat(entries(signature)).anyMatch(entry -> !entry.isDataIntact());
    }

    @Test
    void theVerifierAgreesAndFindsTheListsThatHeld() throws IOException {
        Verdict verdict = Verifier.verify(
                new ByteArrayInputStream(file), TrustAnchors.of(List.of(pki.root()), List.of()), List.of());

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
            Claims.OfEvidence claims = (Claims.OfEvidence) proved.claims();
            assertThat(claims.limits()).doesNotContain(Limit.REVOCATION_NOT_CHECKED);
            assertThat(claims.documents()).hasSize(1);
        });
    }

    /** As it stands in the headers of a ZIP. */
    private static String checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return text(ByteBuffer.wrap(new byte[4])
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private DiagnosticData dss(byte[] container) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(container, "evidence.asice"));
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(pki.root()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        validator.setCertificateVerifier(verifier);
        return new DiagnosticData(validator.getDiagnosticData());
    }

    private static List<XmlDigestMatcher> entries(SignatureWrapper signature) {
        return signature.getDigestMatchers().stream()
                .filter(matcher -> matcher.getType() == DigestMatcherType.MANIFEST_ENTRY)
                .toList();
    }
}
