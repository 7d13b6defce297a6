package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.sceau.app.demo.PartnerClient;
import org.sceau.identity.PatientIdentifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds a patient's documents, fetches them, and checks each against its declared digest. */
@Command(name = "receive")
final class ReceiveCommand extends SceauCommand {
    @Mixin
    private Party party = new Party();

    @Option(names = "--from", paramLabel = "URL", required = true, descriptionKey = "from")
    private URI gateway = URI.create("");

    @Option(names = "--patient", paramLabel = "SYSTEM|VALUE", required = true, descriptionKey = "patient")
    private String patient = "";

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "receive-out")
    private Path directory = Path.of(".");

    @Option(names = "--cms", descriptionKey = "receive-cms")
    private boolean cms;

    @Override
    ExitCode run(Talk talk) throws Exception {
        int bar = patient.indexOf('|');
        if (bar < 1 || bar == patient.length() - 1) {
            throw new CommandFailed(ExitCode.USAGE, "patient-form");
        }
        PatientIdentifier identifier = new PatientIdentifier(patient.substring(0, bar), patient.substring(bar + 1));
        Files.createDirectories(directory);
        ArrayNode received = JSON.createArrayNode();
        boolean good = true;
        try (PartnerClient client = new PartnerClient(gateway, party.tls())) {
            List<JsonNode> found = talk.step("searching", () -> client.find(identifier));
            for (JsonNode reference : found) {
                JsonNode attachment = reference.at("/content/0/attachment");
                good &= talk.step("fetching", () -> fetch(client, attachment, received));
            }
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "gateway-unreachable", gateway);
        }
        if (json()) {
            print(received);
        } else {
            received.forEach(line -> out().println(line.path("file").asText()));
            out().flush();
        }
        talk.line("received", received.size(), directory);
        return good ? ExitCode.DONE : ExitCode.FALSE;
    }

    private boolean fetch(PartnerClient client, JsonNode attachment, ArrayNode received) throws Exception {
        URI url = URI.create(attachment.path("url").asText());
        String accept =
                cms ? "application/pkcs7-mime" : attachment.path("contentType").asText("*/*");
        HttpResponse<InputStream> response = client.get(url, accept);
        String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        Path file = directory.resolve(name.replaceAll("[^A-Za-z0-9-]", "_"));
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream body = new DigestInputStream(new DigestInputStream(response.body(), sha1), sha256);
                OutputStream out = Files.newOutputStream(file)) {
            body.transferTo(out);
        }
        byte[] declared = Base64.getDecoder().decode(attachment.path("hash").asText(""));
        boolean good =
                response.statusCode() == 200 && (cms || declared.length == 0 || Arrays.equals(declared, sha1.digest()));
        received.addObject()
                .put("file", file.toString())
                .put("status", response.statusCode())
                .put("sha256", HexFormat.of().formatHex(sha256.digest()))
                .put("intact", good);
        return good;
    }
}
