package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.intake.Splits;
import org.sceau.profiles.SampleReport;

class AuthorSignaturesTest {
    private static final String DOCUMENT_FORM =
            "application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json#document";
    private static final byte[] UNSIGNED = SampleReport.of(3, 0).document();

    private static final String TRUSTED = "TOTAL-PASSED intact";
    private static final String UNTRUSTED = "INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND) intact";
    private static final String UNJUDGED = "INDETERMINATE (GENERIC) unchecked";

    private final KeyPair author = keys();

    @Test
    void canonicalFormSortsKeepsDecimalsAndEscapesAsRfc8785() {
        String json = "{ \"b\" : [1.50, true, null], \"a\": \"\\u00e9\\u000f\\\"\\\\\\n/\", \"A\": {} }";

        String canonical = CanonicalForm.of(Trees.own(json));

        assertThat(canonical).isEqualTo("{\"A\":{},\"a\":\"é\\u000f\\\"\\\\\\n/\",\"b\":[1.50,true,null]}");
    }

    @Test
    void signatureOverTheCanonicalDocumentIsIntact() {
        ObjectNode document = tree();
        byte[] signed = sign(document, canonical(document), DOCUMENT_FORM);

        assertThat(verdicts(signed, SignerTrust.NOBODY)).containsExactly(UNTRUSTED);
        assertThat(verdicts(signed, (chain, when) -> SignerTrust.Standing.TRUSTED))
                .containsExactly(TRUSTED);
    }

    @Test
    void signatureOverTheExactBytesIsIntact() {
        String text = new String(UNSIGNED, StandardCharsets.UTF_8);
        ObjectNode document = tree();
        sign(document, UNSIGNED, "application/fhir+json");
        int end = text.lastIndexOf('}');
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String signed =
                text.substring(0, end) + ",\n \"signature\": " + document.path("signature") + text.substring(end);

        assertThat(verdicts(signed.getBytes(StandardCharsets.UTF_8), SignerTrust.NOBODY))
                .containsExactly(UNTRUSTED);
    }

    @Test
    void signatureInAProvenanceIsIntact() {
        ObjectNode document = tree();
        byte[] canonical = canonical(document);
        sign(document, canonical, DOCUMENT_FORM);
        ObjectNode entry = ((ArrayNode) document.path("entry")).addObject();
        entry.put("fullUrl", "urn:uuid:00000000-0000-4000-8000-000000000009");
        ObjectNode provenance = entry.putObject("resource").put("resourceType", "Provenance");
        provenance.putArray("target").addObject().set("identifier", document.path("identifier"));
        provenance.put("recorded", "2026-03-01T08:00:00Z");
        provenance.putArray("agent").addObject().putObject("who").put("display", "x");
        provenance.putArray("signature").add(document.remove("signature"));

        assertThat(verdicts(bytes(document), SignerTrust.NOBODY)).containsExactly(UNTRUSTED);
    }

    @Test
    void documentChangedAfterSigningIsRefused() {
        ObjectNode document = tree();
        sign(document, canonical(document), DOCUMENT_FORM);
        ((ObjectNode) document.path("entry").get(6).path("resource").path("valueQuantity")).put("value", 9);

        assertThat(codes(bytes(document))).containsExactly(FailureCode.SIGNATURE_ALTERED);
    }

    @Test
    void signatureOfAnotherFormThanDeclaredIsRefused() {
        ObjectNode document = tree();
        sign(document, UNSIGNED, DOCUMENT_FORM);

        assertThat(codes(bytes(document))).containsExactly(FailureCode.SIGNATURE_ALTERED);
    }

    @Test
    void algorithmNoneAndSymmetricOnesAreRefused() {
        for (String algorithm : List.of("none", "HS256", "RS256")) {
            ObjectNode document = tree();
            sign(document, canonical(document), DOCUMENT_FORM, header -> header.replace("ES256", algorithm));

            assertThat(codes(bytes(document))).containsExactly(FailureCode.SIGNATURE_UNSUPPORTED);
        }
    }

    @Test
    void whatCannotBeJudgedIsSaidToBeSo() {
        ObjectNode xml = tree();
        sign(xml, canonical(xml), DOCUMENT_FORM);
        ((ObjectNode) xml.path("signature")).put("sigFormat", "application/signature+xml");
        ObjectNode critical = tree();
        sign(critical, canonical(critical), DOCUMENT_FORM, header -> header.replace("{", "{\"crit\":[\"new\"],"));

        assertThat(verdicts(bytes(xml), SignerTrust.NOBODY)).containsExactly(UNJUDGED);
        assertThat(verdicts(bytes(critical), SignerTrust.NOBODY)).containsExactly(UNJUDGED);
    }

    @Test
    void garbageInPlaceOfAJwsIsRefused() {
        ObjectNode document = tree();
        sign(document, canonical(document), DOCUMENT_FORM);
        ((ObjectNode) document.path("signature")).put("data", "Z2FyYmFnZQ==");

        assertThat(codes(bytes(document))).containsExactly(FailureCode.SIGNATURE_ALTERED);
    }

    private byte[] sign(ObjectNode document, byte[] content, String targetFormat) {
        return sign(document, content, targetFormat, UnaryOperator.identity());
    }

    private byte[] sign(ObjectNode document, byte[] content, String targetFormat, UnaryOperator<String> header) {
        try {
            Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
            String head = header.apply("{\"alg\":\"ES256\",\"x5c\":[\"" + certificate() + "\"]}");
            String protectedPart = url.encodeToString(head.getBytes(StandardCharsets.UTF_8));
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(author.getPrivate());
            signer.update((protectedPart + "." + url.encodeToString(content)).getBytes(StandardCharsets.US_ASCII));
            String jws = protectedPart + ".." + url.encodeToString(signer.sign());
            ObjectNode signature = document.putObject("signature");
            signature
                    .putArray("type")
                    .addObject()
                    .put("system", "urn:iso-astm:E1762-95:2013")
                    .put("code", "1.2.840.10065.1.12.1.5");
            signature.put("when", "2026-03-01T08:00:00Z").putObject("who").put("display", "Dr Ada BIOLOGISTE-FICTIVE");
            signature.put("targetFormat", targetFormat).put("sigFormat", "application/jose");
            signature.put("data", Base64.getEncoder().encodeToString(jws.getBytes(StandardCharsets.US_ASCII)));
            return bytes(document);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String certificate() throws GeneralSecurityException {
        try {
            X500Name name = new X500Name("CN=Biologiste fictive");
            Instant start = Instant.parse("2026-01-01T00:00:00Z");
            byte[] der = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(start),
                            Date.from(start.plusSeconds(31_536_000)),
                            name,
                            author.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(author.getPrivate()))
                    .getEncoded();
            return Base64.getEncoder().encodeToString(der);
        } catch (OperatorCreationException | java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static List<String> verdicts(byte[] document, SignerTrust trust) {
        ReadResult result = read(document, trust);
        assertThat(result).isInstanceOf(ReadResult.Valid.class);
        return ((ReadResult.Valid) result)
                .submission().signatures().stream()
                        .map(verdict -> verdict.indication() + " " + verdict.integrity())
                        .toList();
    }

    private static List<FailureCode> codes(byte[] document) {
        ReadResult result = read(document, SignerTrust.NOBODY);
        assertThat(result).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) result).issues().stream().map(Issue::code).toList();
    }

    private static ReadResult read(byte[] document, SignerTrust trust) {
        return new SubmissionReader(trust)
                .read(Splits.of(document, Format.JSON, Interaction.FHIR_DOCUMENT), AcceptancePolicy.everything());
    }

    private static byte[] canonical(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        copy.remove(List.of("id", "meta", "signature"));
        return CanonicalForm.of(copy).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode tree() {
        return (ObjectNode) Trees.read(UNSIGNED).orElseThrow();
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
