package org.sceau.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.ledger.DeliveryLine;
import org.sceau.ledger.TransferLine;
import org.sceau.ledger.TransferQuery;
import org.sceau.profiles.SampleReport;
import org.sceau.routing.configuration.Configuration;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.TrustAnchors;

/** A gateway in this process with a laboratory, a hospital that receives, and a hosting store. */
final class RunningClinics implements AutoCloseable {
    static final String FHIR = "application/fhir+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clinics clinics;
    private final Gateway gateway;
    private final List<HttpClient> clients = new ArrayList<>();

    private RunningClinics(Clinics clinics, Gateway gateway) {
        this.clinics = clinics;
        this.gateway = gateway;
    }

    static RunningClinics start(Path directory, UnaryOperator<GatewayFolder.Wish> wish) throws IOException {
        Clinics clinics = Clinics.create(directory, wish);
        return new RunningClinics(clinics, gateway(directory));
    }

    /** A gateway over a folder that was made before. */
    static Gateway gateway(Path directory) {
        return gateway(directory, Clock.systemUTC());
    }

    /** A gateway over a folder that was made before, with another clock. */
    static Gateway gateway(Path directory, Clock clock) {
        if (Configuration.load(directory.resolve("conf"), clock) instanceof Configuration.Reading.Loaded loaded) {
            return Gateway.start(loaded.configuration(), clock, new SecureRandom(), () -> {});
        }
        throw new AssertionError("the demonstration's configuration is refused");
    }

    Clinics clinics() {
        return clinics;
    }

    Gateway gateway() {
        return gateway;
    }

    /** One HTTP client per party. */
    HttpClient client(SSLContext tls) {
        HttpClient client = caller(tls);
        clients.add(client);
        return client;
    }

    /** A client of its own, to be closed. */
    static HttpClient caller(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** A request to the operator's port of a gateway, with the token of its run. */
    static HttpRequest.Builder operator(Gateway gateway, String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(gateway.operatorToken()).strip());
    }

    /** Submits the sample report of a number, and reads French. */
    static HttpResponse<String> submit(HttpClient client, Gateway gateway, int number)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                .header("Content-Type", FHIR)
                .header("Accept", FHIR)
                .header("Accept-Language", "fr")
                .POST(BodyPublishers.ofByteArray(SampleReport.of(number, 3_000).transaction(SampleReport.Carrying.PDF)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** The settings with a time-stamp authority that is not there in place of the built-in one. */
    static String withoutAuthority(String settings) throws IOException {
        return settings.replaceFirst(
                "(?m)^  development:.*\\R    key:.*\\R    passphrase-file:.*$",
                "  authorities: [{url: \"http://127.0.0.1:" + GatewayFolder.freePort()
                        + "/\", anchors: ../trust/anchors.pem}]");
    }

    /** Trusts the gateway and shows no certificate. */
    SSLContext anonymous() throws GeneralSecurityException {
        var anchors = TrustAnchors.load(clinics.directory().resolve("trust"), Duration.ofDays(1));
        var context = SSLContext.getInstance("TLS");
        var trust = new GatewayTrustManager(new CertificateChecker(anchors), Clock.systemUTC());
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.base() + path)).header("Accept", FHIR);
    }

    HttpRequest post(String path, String contentType, byte[] body) {
        return request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    static HttpResponse<byte[]> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The address of the receipt that an answer links. */
    static URI receipt(HttpResponse<byte[]> response) {
        String link = response.headers().firstValue("Link").orElseThrow();
        return URI.create(link.substring(1, link.indexOf('>')));
    }

    List<TransferLine> transfers() {
        return transfers(gateway);
    }

    static List<TransferLine> transfers(Gateway gateway) {
        return gateway.ledger()
                .transfers()
                .list(new TransferQuery(Optional.empty(), Optional.empty(), Optional.empty(), TransferQuery.MOST))
                .lines();
    }

    List<DeliveryLine> deliveries() {
        return transfers().stream().flatMap(line -> line.deliveries().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        clients.forEach(HttpClient::close);
        gateway.close();
        clinics.close();
    }
}
