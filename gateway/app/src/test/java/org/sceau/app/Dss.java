package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sceau.proof.EvidenceWriter;
import org.sceau.proof.Receipt;

/** The Commission's DSS, which shares no code with what it judges here. */
final class Dss {
    private final List<CertificateToken> trusted = new ArrayList<>();

    /** It trusts those anchors, PEM, and nobody else. */
    Dss(Path anchors) throws IOException, CertificateException {
        byte[] pem = Files.readAllBytes(anchors);
        for (var root : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            trusted.add(new CertificateToken((X509Certificate) root));
        }
    }

    /** An ASiC-E container with a CAdES seal of somebody trusted over every member; all of its signatures. */
    List<SignatureWrapper> evidence(byte[] file) throws IOException {
        DiagnosticData found = judged(new InMemoryDocument(file, "evidence.asice"), List.of());
        assertThat(found.getContainerInfo().getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        assertThat(found.getContainerInfo().getMimeTypeContent()).isEqualTo(EvidenceWriter.MEDIA_TYPE);
        SignatureWrapper seal = found.getSignatures().stream()
                .filter(one -> one.getSignatureAlgorithm() == SignatureAlgorithm.ECDSA_SHA256)
                .findFirst()
                .orElseThrow();
        assertIntact(seal, SignatureLevel.CAdES_BASELINE_B);
        assertThat(digests(seal, DigestMatcherType.MANIFEST_ENTRY))
                .allMatch(XmlDigestMatcher::isDataIntact)
                .extracting(XmlDigestMatcher::getDocumentName)
                .containsExactlyInAnyOrderElementsOf(members(file).keySet().stream()
                        .filter(name -> !name.equals("mimetype") && !name.startsWith("META-INF/"))
                        .toList());
        return found.getSignatures();
    }

    /** The seal of a receipt's checkpoint, over that checkpoint and over no other. */
    void checkpoint(Receipt receipt) {
        String note = receipt.sealed().note();
        SignatureWrapper over = sealed(receipt, note);
        assertIntact(over, SignatureLevel.JAdES_BASELINE_B);
        assertThat(over.getCommitmentTypeIndications())
                .extracting("identifier")
                .containsExactly("1.2.840.113549.1.9.16.6.6");
        assertThat(digests(over, DigestMatcherType.SIG_D_ENTRY)).hasSize(1).allMatch(XmlDigestMatcher::isDataIntact);
        assertThat(sealed(receipt, note.replaceFirst("\n", "\n1")).isSignatureValid())
                .isFalse();
    }

    private SignatureWrapper sealed(Receipt receipt, String note) {
        DSSDocument object = new InMemoryDocument(
                note.getBytes(StandardCharsets.UTF_8),
                receipt.sealed().checkpoint().body().uri());
        byte[] jades = receipt.sealed().jades().getBytes(StandardCharsets.UTF_8);
        return judged(new InMemoryDocument(jades, "seal.json"), List.of(object))
                .getSignatures()
                .getFirst();
    }

    private static void assertIntact(SignatureWrapper signature, SignatureLevel level) {
        assertThat(signature.getSignatureFormat()).isEqualTo(level);
        assertThat(signature.isSignatureIntact()).isTrue();
        assertThat(signature.isSignatureValid()).isTrue();
        assertThat(signature.isTrustedChain()).isTrue();
    }

    private static List<XmlDigestMatcher> digests(SignatureWrapper signature, DigestMatcherType type) {
        return signature.getDigestMatchers().stream()
                .filter(matcher -> matcher.getType() == type)
                .toList();
    }

    /** The files in a container. */
    static Map<String, byte[]> members(byte[] container) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(container))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        return members;
    }

    private DiagnosticData judged(DSSDocument file, List<DSSDocument> detached) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(file);
        var source = new CommonTrustedCertificateSource();
        trusted.forEach(source::addCertificate);
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(source);
        verifier.setAIASource(null);
        validator.setCertificateVerifier(verifier);
        validator.setDetachedContents(detached);
        return new DiagnosticData(validator.getDiagnosticData());
    }
}
