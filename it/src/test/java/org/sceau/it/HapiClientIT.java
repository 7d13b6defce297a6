package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.client.interceptor.CapturingInterceptor;
import ca.uhn.fhir.rest.gclient.IReadExecutable;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.SuppliedDocument;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** A client that is not ours, HAPI FHIR's, submits, searches and retrieves over mutual TLS. */
class HapiClientIT {
    private static final Pattern RECEIPT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?receipt\"?");
    private static final TokenClientParam PATIENT = new TokenClientParam("patient.identifier");
    private static final TokenClientParam STATUS = new TokenClientParam("status");

    @RegisterExtension
    private static final OneGateway ONE = new OneGateway();

    /** A HAPI client, what it last got, and the HTTP client under it. */
    private record Client(IGenericClient fhir, CapturingInterceptor last, CloseableHttpClient http) {

        Bundle submit(byte[] transaction) {
            String answer = fhir.transaction()
                    .withBundle(new String(transaction, StandardCharsets.UTF_8))
                    .encodedJson()
                    .execute();
            return fhir.getFhirContext().newJsonParser().parseResource(Bundle.class, answer);
        }

        /** Where the receipt of the last answer is. */
        URI receipt() {
            List<String> links = last.getLastResponse().getHeaders("link");
            return links.stream()
                    .map(RECEIPT::matcher)
                    .filter(Matcher::find)
                    .map(found -> URI.create(found.group(1)))
                    .findFirst()
                    .orElseThrow();
        }

        IReadExecutable<Binary> read(String url) {
            return fhir.read().resource(Binary.class).withUrl(url);
        }

        byte[] get(URI where) throws IOException {
            try (var response = http.execute(new HttpGet(where))) {
                assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
                return EntityUtils.toByteArray(response.getEntity());
            }
        }
    }

    @Test
    void submitsSearchesAndRetrieves() throws IOException {
        SampleReport report = SampleReport.of(700_001, 20_000);
        Bundle answer = laboratory().submit(report.transaction(SampleReport.Carrying.PDF));
        Client hospital = hospital();

        assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(answer.getEntry())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).startsWith("201"))
                .allSatisfy(
                        entry -> assertThat(entry.getResponse().getLocation()).isNotBlank());
        for (SearchStyleEnum style : List.of(SearchStyleEnum.GET, SearchStyleEnum.POST)) {
            DocumentReference found = found(hospital, report, report.pdfId(), style);
            assertThat(found.getMasterIdentifier().getValue()).isEqualTo(report.pdfId());
            String url = found.getContentFirstRep().getAttachment().getUrl();
            assertThat(List.of(
                            hospital.read(url).execute(),
                            hospital.read(url).encodedJson().execute(),
                            hospital.read(url).encodedXml().execute()))
                    .allSatisfy(document -> {
                        assertThat(document.getContentType()).isEqualTo("application/pdf");
                        assertThat(document.getContent()).isEqualTo(report.pdf().bytes());
                    });
            assertThat(hospital.get(URI.create(url))).isEqualTo(report.pdf().bytes());
        }
    }

    @Test
    void retrievesAFhirDocumentByteForByteToo() throws IOException {
        SampleReport report = SampleReport.of(700_009, 1_000);
        laboratory().submit(report.transaction(SampleReport.Carrying.BOTH));
        Client hospital = hospital();

        String url = found(hospital, report, report.documentId(), SearchStyleEnum.POST)
                .getContentFirstRep()
                .getAttachment()
                .getUrl();

        assertThat(hospital.read(url).execute().getContent()).isEqualTo(report.document());
        assertThat(hospital.get(URI.create(url))).isEqualTo(report.document());
    }

    @Test
    void fetchesAReceiptThatProvesTheAcceptanceOfTheDocument() throws IOException {
        SampleReport report = SampleReport.of(700_002, 20_000);
        Client laboratory = laboratory();
        laboratory.submit(report.transaction(SampleReport.Carrying.PDF));

        byte[] receipt = laboratory.get(laboratory.receipt());

        TrustAnchors anchors = TrustAnchors.ofPem(Files.readString(ONE.clinics().anchors()));
        Verdict intact =
                Verifier.verify(receipt, anchors, List.of(supplied(report.pdf().bytes())));
        Verdict other = Verifier.verify(receipt, anchors, List.of(supplied("other".getBytes(StandardCharsets.UTF_8))));
        assertThat(intact)
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        proved -> assertThat(proved.claims())
                                .isInstanceOfSatisfying(
                                        Claims.OfReceipt.class,
                                        claims -> assertThat(
                                                        claims.entry().event().label())
                                                .isEqualTo("SubmissionAcceptance")));
        assertThat(other).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void aReceiptOfAnotherIsNotThere() throws IOException {
        Client laboratory = laboratory();
        laboratory.submit(SampleReport.of(700_003, 1_000).transaction(SampleReport.Carrying.PDF));

        try (var response = hospital().http().execute(new HttpGet(laboratory.receipt()))) {
            assertThat(response.getStatusLine().getStatusCode()).isEqualTo(404);
        }
    }

    @Test
    void aRefusalSaysWhatWhereAndWhatToDo() {
        String broken = new String(
                        SampleReport.of(700_004, 1_000).transaction(SampleReport.Carrying.PDF), StandardCharsets.UTF_8)
                .replaceFirst("\"hash\": \"[^\"]{6}", "\"hash\": \"AAAAAA");
        BaseServerResponseException refusal = catchThrowableOfType(
                BaseServerResponseException.class, () -> laboratory().submit(broken.getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal.getStatusCode()).isEqualTo(422);
        OperationOutcomeIssueComponent issue = ((OperationOutcome) refusal.getOperationOutcome()).getIssueFirstRep();
        assertThat(issue.getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.ERROR);
        assertThat(issue.getCode()).isEqualTo(OperationOutcome.IssueType.BUSINESSRULE);
        assertThat(issue.getDetails().getCoding())
                .anySatisfy(coding -> assertThat(coding.getCode()).isEqualTo("SC-2106"))
                .anySatisfy(coding -> assertThat(coding.getCode()).isEqualTo("XDSRepositoryMetadataError"));
        assertThat(issue.getExpression().getFirst().getValue())
                .contains("entry[")
                .endsWith("hash");
        assertThat(issue.getDiagnostics()).isNotBlank();
    }

    @Test
    void aRepeatGivesTheSameReceiptAndAnotherContentUnderTheSameIdsIsAConflict() throws IOException {
        Client laboratory = laboratory();
        byte[] transaction = SampleReport.of(700_005, 1_000).transaction(SampleReport.Carrying.PDF);
        laboratory.submit(transaction);
        URI first = laboratory.receipt();
        laboratory.submit(transaction);
        URI repeated = laboratory.receipt();

        BaseServerResponseException conflict = catchThrowableOfType(
                BaseServerResponseException.class,
                () -> laboratory.submit(SampleReport.of(700_005, 2_000).transaction(SampleReport.Carrying.PDF)));

        // not its bytes: it may have been time-stamped between two fetches
        assertThat(repeated).isEqualTo(first);
        assertThat(new ObjectMapper()
                        .readTree(laboratory.get(repeated))
                        .path("id")
                        .asText())
                .isNotEmpty()
                .isEqualTo(Path.of(first.getPath()).getFileName().toString());
        assertThat(conflict.getStatusCode()).isEqualTo(409);
    }

    @Test
    void aPartnerWhoMayNotSubmitIsRefused() {
        BaseServerResponseException refusal = catchThrowableOfType(
                BaseServerResponseException.class,
                () -> hospital().submit(SampleReport.of(700_006, 1_000).transaction(SampleReport.Carrying.PDF)));

        assertThat(refusal.getStatusCode()).isEqualTo(403);
        assertThat(((OperationOutcome) refusal.getOperationOutcome())
                        .getIssueFirstRep()
                        .getDetails()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("SC-3006");
    }

    @Test
    void aCertificateOfNoPartnerIsRefused() {
        BaseServerResponseException refusal = catchThrowableOfType(
                BaseServerResponseException.class,
                () -> client(tls(Optional.of("biologiste")))
                        .submit(SampleReport.of(700_007, 1_000).transaction(SampleReport.Carrying.PDF)));

        assertThat(refusal.getStatusCode()).isEqualTo(401);
    }

    /** Whether the client reads the alert or only sees its connection broken depends on what it was writing just then. */
    @Test
    void withoutACertificateThereIsNoConnection() {
        Client nobody = client(tls(Optional.empty()));

        Throwable failure = catchThrowable(
                () -> nobody.submit(SampleReport.of(700_008, 1_000).transaction(SampleReport.Carrying.PDF)));

        assertThat(failure).isInstanceOf(FhirClientConnectionException.class);
        assertThat(nobody.last().getLastResponse()).isNull();
    }

    private static DocumentReference found(Client client, SampleReport report, String uniqueId, SearchStyleEnum style) {
        Bundle page = client.fhir()
                .search()
                .forResource(DocumentReference.class)
                .where(PATIENT.exactly()
                        .systemAndIdentifier(
                                report.patient().system(), report.patient().value()))
                .and(STATUS.exactly().code("current"))
                .usingStyle(style)
                .returnBundle(Bundle.class)
                .execute();
        List<DocumentReference> found = page.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(DocumentReference.class::isInstance)
                .map(DocumentReference.class::cast)
                .filter(reference -> reference.getMasterIdentifier().getValue().equals(uniqueId))
                .toList();
        assertThat(found).as(style.name()).hasSize(1);
        return found.getFirst();
    }

    private static SuppliedDocument supplied(byte[] bytes) {
        return new SuppliedDocument("", "pdf", Digest.sha256(bytes));
    }

    /** As a stranger's program makes it: from the key store and the anchors alone, with nothing of ours. */
    private static SSLContext tls(Optional<String> party) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            KeyManager[] keys = party.isEmpty()
                    ? new KeyManager[0]
                    : keys(ONE.clinics().directory().resolve("parties").resolve(party.get()));
            tls.init(keys, trust(ONE.clinics().anchors()), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyManager[] keys(Path party) throws GeneralSecurityException, IOException {
        char[] passphrase =
                Files.readString(party.resolve("passphrase")).strip().toCharArray();
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(KeyStore.getInstance(party.resolve("auth.p12").toFile(), passphrase), passphrase);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Path pem) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate anchor : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry("anchor-" + anchors.size(), anchor);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    private static Client laboratory() {
        return client(tls(Optional.of("labo")));
    }

    private static Client hospital() {
        return client(tls(Optional.of("hopital")));
    }

    private static Client client(SSLContext tls) {
        CloseableHttpClient http = HttpClients.custom().setSSLContext(tls).build();
        FhirContext context = FhirContext.forR4();
        context.getRestfulClientFactory().setHttpClient(http);
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
        IGenericClient client =
                context.newRestfulGenericClient(ONE.process().fhir().toString());
        CapturingInterceptor last = new CapturingInterceptor();
        client.registerInterceptor(last);
        return new Client(client, last, http);
    }
}
