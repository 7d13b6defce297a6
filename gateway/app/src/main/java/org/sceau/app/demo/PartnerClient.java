package org.sceau.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.sceau.identity.PatientIdentifier;
import org.sceau.trust.TlsContexts;

/** A clinic's client: submits, searches and retrieves over mutual TLS. Thread-safe. */
public final class PartnerClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern RECEIPT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?receipt\"?");

    private final HttpClient http;
    private final URI base;

    /** A client of the gateway whose FHIR base is {@code base}, with the certificate inside {@code tls}. */
    public PartnerClient(URI base, SSLContext tls) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .sslParameters(TlsContexts.clientParameters())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /**
     * What the gateway answered.
     *
     * @param status of HTTP
     * @param body the FHIR answer
     * @param receipt where the receipt is, when one was given
     */
    public record Answer(int status, JsonNode body, Optional<URI> receipt) {}

    /** ITI-65: posts a transaction. */
    public Answer submit(byte[] bundle) throws IOException, InterruptedException {
        return post("", BodyPublishers.ofByteArray(bundle));
    }

    /** ITI-65 from a file, streamed. */
    public Answer submit(Path bundle) throws IOException, InterruptedException {
        return post("", BodyPublishers.ofFile(bundle));
    }

    /** Posts any body to a path below the base. */
    public Answer post(String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/fhir+json")
                        .header("Accept", "application/fhir+json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofByteArray());
        Optional<URI> receipt = response.headers().allValues("Link").stream()
                .map(RECEIPT::matcher)
                .filter(Matcher::find)
                .map(found -> base.resolve(found.group(1)))
                .findFirst();
        return new Answer(response.statusCode(), JSON.readTree(response.body()), receipt);
    }

    /** ITI-67 by POST: the current documents of a patient, as DocumentReference resources. */
    public List<JsonNode> find(PatientIdentifier patient) throws IOException, InterruptedException {
        String form = "patient.identifier="
                + URLEncoder.encode(patient.system() + "|" + patient.value(), StandardCharsets.UTF_8)
                + "&status=current";
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(base + "/DocumentReference/_search"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/fhir+json")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("the search was answered with status " + response.statusCode());
        }
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(response.body()).path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals("DocumentReference")) {
                found.add(entry.path("resource"));
            }
        }
        return found;
    }

    /** ITI-68, or any other read: the body as a stream, which the caller closes. */
    public HttpResponse<InputStream> get(URI url, String accept) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        http.close();
    }
}
