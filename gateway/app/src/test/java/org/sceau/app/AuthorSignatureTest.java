package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.profiles.SampleReport;

/** Signature documents over the real gateway: what the sender is told, and what its receipt says. */
class AuthorSignatureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void theVerdictOnASignatureDocumentStandsInTheReceipt() throws Exception {
        try (Clinics clinics = Clinics.create(directory);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                Gateway gateway = RunningClinics.gateway(directory)) {
            SampleReport report = SampleReport.of(31, 3_000);

            HttpResponse<byte[]> signed =
                    submit(laboratory, gateway, signed(report, report.pdf().bytes()));
            HttpResponse<byte[]> other = submit(laboratory, gateway, signed(SampleReport.of(32, 3_000), new byte[9]));

            assertThat(signed.statusCode()).as(RunningClinics.text(signed)).isEqualTo(200);
            assertThat(receipt(laboratory, signed))
                    .contains("author's signature in entry 4: JAdES TOTAL-PASSED, intact, signer trusted")
                    .contains("documents intact 2");
            assertThat(other.statusCode()).as(RunningClinics.text(other)).isEqualTo(200);
            assertThat(receipt(laboratory, other))
                    .contains("author's signature in entry 4: JAdES TOTAL-FAILED (HASH_FAILURE), intact")
                    .contains("documents altered 2");
        }
    }

    @Test
    void aRouteThatRequiresAuthorsSignaturesRefusesWithoutOneAndOneThatDoesNotHold() throws Exception {
        try (Clinics clinics = Clinics.create(directory);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Path route = directory.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\nauthor-signature: require\n");
            SampleReport report = SampleReport.of(33, 3_000);
            try (Gateway gateway = RunningClinics.gateway(directory)) {

                HttpResponse<byte[]> without =
                        submit(laboratory, gateway, report.transaction(SampleReport.Carrying.PDF));
                HttpResponse<byte[]> altered = submit(laboratory, gateway, signed(report, new byte[9]));
                HttpResponse<byte[]> signed =
                        submit(laboratory, gateway, signed(report, report.pdf().bytes()));

                assertThat(without.statusCode()).isEqualTo(422);
                assertThat(RunningClinics.text(without)).contains("SC-2206", "n'a pas de signature d'auteur");
                assertThat(altered.statusCode()).isEqualTo(422);
                assertThat(RunningClinics.text(altered))
                        .contains("SC-2205", "TOTAL-FAILED (HASH_FAILURE)", "Bundle.entry[4]");
                assertThat(receipt(laboratory, altered))
                        .contains("SubmissionRejection", "author-signature:require", "TOTAL-FAILED (HASH_FAILURE)");
                assertThat(signed.statusCode()).as(RunningClinics.text(signed)).isEqualTo(200);
            }
        }
    }

    private static HttpResponse<byte[]> submit(HttpClient client, Gateway gateway, byte[] body)
            throws IOException, InterruptedException {
        return RunningClinics.send(
                client,
                HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                        .header("Content-Type", RunningClinics.FHIR)
                        .header("Accept", RunningClinics.FHIR)
                        .header("Accept-Language", "fr")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    private static String receipt(HttpClient client, HttpResponse<byte[]> answer)
            throws IOException, InterruptedException {
        return RunningClinics.text(RunningClinics.send(
                client,
                HttpRequest.newBuilder(RunningClinics.receipt(answer))
                        .header("Accept", "application/vnd.sceau.receipt+json")
                        .build()));
    }

    /** The report's transaction with a signature document (IHE DSGj) that says it signs {@code content} as its PDF. */
    private byte[] signed(SampleReport report, byte[] content) throws Exception {
        ObjectNode bundle = (ObjectNode) JSON.readTree(report.transaction(SampleReport.Carrying.PDF));
        ArrayNode entries = (ArrayNode) bundle.path("entry");
        ObjectNode entry = entries.get(1).deepCopy();
        ObjectNode reference = (ObjectNode) entry.path("resource");
        String number = Long.toString(report.seed());
        entry.put("fullUrl", "urn:uuid:00000000-0000-4000-8000-0000000000" + number);
        ((ObjectNode) reference.path("masterIdentifier")).put("value", "urn:oid:2.25.31." + number);
        reference.remove("identifier");
        ObjectNode attachment = (ObjectNode) reference.path("content").path(0).path("attachment");
        attachment.put("contentType", "application/json");
        attachment.put("url", "urn:uuid:00000000-0000-4000-8000-0000000001" + number);
        attachment.remove("size");
        attachment.remove("hash");
        ((ObjectNode) reference.path("content").path(0).path("format")).put("code", "urn:ihe:iti:dsg:detached:2014");
        entries.add(entry);
        ObjectNode binary = entries.get(2).deepCopy();
        binary.put("fullUrl", attachment.path("url").asText());
        ((ObjectNode) binary.path("resource"))
                .put("contentType", "application/json")
                .put("data", dsgj(report.pdfId(), content));
        entries.add(binary);
        for (JsonNode one : entries) {
            if (one.at("/resource/resourceType").asText().equals("List")) {
                ((ArrayNode) one.path("resource").path("entry"))
                        .addObject()
                        .putObject("item")
                        .put("reference", entry.path("fullUrl").asText());
            }
        }
        return JSON.writeValueAsBytes(bundle);
    }

    private byte[] dsgj(String name, byte[] content) throws Exception {
        KeyStore store = store(directory.resolve("parties/biologiste"));
        String alias = store.aliases().nextElement();
        char[] passphrase = passphrase(directory.resolve("parties/biologiste"));
        byte[] certificate = store.getCertificate(alias).getEncoded();
        String header = "{\"alg\":\"ES256\",\"iat\":"
                + Clock.systemUTC().instant().getEpochSecond() + ",\"x5t#S256\":\"" + url(sha256(certificate))
                + "\",\"x5c\":["
                + Stream.of(store.getCertificateChain(alias))
                        .map(one -> '"' + plain(one) + '"')
                        .reduce((one, next) -> one + "," + next)
                        .orElseThrow()
                + "],\"crit\":[\"sigD\",\"b64\"],\"b64\":false,\"sigD\":{\"mId\":"
                + "\"http://uri.etsi.org/19182/ObjectIdByURIHash\",\"pars\":[\"" + name
                + "\"],\"hashM\":\"S256\",\"hashV\":[\""
                + url(sha256(content)) + "\"]}}";
        String protectedPart = url(header.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign((PrivateKey) store.getKey(alias, passphrase));
        signature.update((protectedPart + ".").getBytes(StandardCharsets.US_ASCII));
        return JSON.writeValueAsBytes(
                JSON.createObjectNode().put("protected", protectedPart).put("signature", url(signature.sign())));
    }

    private static KeyStore store(Path party) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(party.resolve("sign.p12"))) {
            store.load(in, passphrase(party));
        }
        return store;
    }

    private static char[] passphrase(Path party) throws IOException {
        return Files.readString(party.resolve("passphrase")).strip().toCharArray();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String plain(java.security.cert.Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
