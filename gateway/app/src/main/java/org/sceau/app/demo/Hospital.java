package org.sceau.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.sceau.failure.Refused;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splitter;

/**
 * A hospital's FHIR endpoint: an MHD Document Recipient (ITI-65) that keeps what it is sent in files and answers ITI-67 by
 * {@code identifier}. A submission it already holds is answered like the first time. Thread-safe.
 */
public final class Hospital implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inbox inbox;
    private final HttpsServer server;
    private final Splitter splitter = new Splitter(IntakeLimits.defaults());

    private Hospital(Inbox inbox, HttpsServer server) {
        this.inbox = inbox;
        this.server = server;
    }

    /** Starts on a port of loopback, 0 for a free one; clients must show a certificate that {@code tls} trusts. */
    public static Hospital start(Path inbox, SSLContext tls, int port) throws IOException {
        Files.createDirectories(inbox);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        Hospital hospital = new Hospital(new Inbox(inbox), server);
        server.createContext("/fhir", hospital::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return hospital;
    }

    /** Where partners push to. */
    public URI base() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/fhir");
    }

    /** What was received, in no order. */
    public List<ReceivedDocument> documents() {
        return inbox.documents();
    }

    /** What was received, and how often. */
    public Inbox inbox() {
        return inbox;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST") && path.equals("/fhir")) {
                receive(exchange);
            } else if (path.equals("/fhir/DocumentReference") || path.equals("/fhir/DocumentReference/_search")) {
                search(exchange);
            } else {
                answer(exchange, 404, outcome("not-found"));
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        Split split;
        try {
            split = splitter.split(
                    exchange.getRequestBody(),
                    Format.JSON,
                    Interaction.PROVIDE_DOCUMENT_BUNDLE,
                    () -> new InboxSink(inbox.directory()));
        } catch (Refused e) {
            answer(exchange, 400, outcome("invalid"));
            return;
        }
        JsonNode bundle = JSON.readTree(split.metadata().content());
        inbox.take(submissionSetId(bundle), bundle, split);
        answer(exchange, 200, accepted(bundle));
    }

    private void search(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestMethod().equals("POST")
                ? new String(exchange.getRequestBody().readNBytes(65_536), StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery();
        ObjectNode searchset =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        ArrayNode entries = searchset.putArray("entry");
        for (String wanted : identifiers(query == null ? "" : query)) {
            Optional<ReceivedDocument> found = inbox.find(wanted);
            if (found.isPresent()) {
                entries.add(entry(found.get()));
            }
        }
        answer(exchange, 200, searchset.put("total", entries.size()));
    }

    private static List<String> identifiers(String query) {
        List<String> values = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            if (part.startsWith("identifier=")) {
                String token = URLDecoder.decode(part.substring(11), StandardCharsets.UTF_8);
                values.add(token.substring(token.indexOf('|') + 1));
            }
        }
        return values;
    }

    private static ObjectNode entry(ReceivedDocument found) throws IOException {
        byte[] sha1;
        try (var in = Files.newInputStream(found.file())) {
            sha1 = Sha1.of(in);
        }
        ObjectNode entry = JSON.createObjectNode();
        ObjectNode resource = entry.putObject("resource").put("resourceType", "DocumentReference");
        resource.put("status", "current");
        resource.putObject("masterIdentifier")
                .put("system", "urn:ietf:rfc:3986")
                .put("value", found.uniqueId());
        ObjectNode attachment = resource.putArray("content").addObject().putObject("attachment");
        attachment
                .put("contentType", found.contentType())
                .put("size", found.sizeBytes())
                .put("hash", sha1);
        return entry;
    }

    private static String submissionSetId(JsonNode bundle) {
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("List")
                    && resource.toString().contains("submissionset")) {
                return resource.at("/identifier/0/value").asText();
            }
        }
        return "";
    }

    private static ObjectNode accepted(JsonNode bundle) {
        ObjectNode answer =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction-response");
        ArrayNode entries = answer.putArray("entry");
        int number = 0;
        for (JsonNode entry : bundle.path("entry")) {
            String type = entry.path("resource").path("resourceType").asText();
            entries.addObject()
                    .putObject("response")
                    .put("status", "201 Created")
                    .put("location", type + "/" + number++);
        }
        return answer;
    }

    private static ObjectNode outcome(String code) {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", "error").put("code", code);
        return outcome;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
