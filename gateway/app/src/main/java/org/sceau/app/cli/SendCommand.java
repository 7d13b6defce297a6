package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.PartnerClient.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a bundle and keeps the receipt. */
@Command(name = "send")
final class SendCommand extends SceauCommand {
    @Mixin
    private Party party = new Party();

    @Parameters(paramLabel = "FILE", descriptionKey = "send-file")
    private Path file = Path.of("");

    @Option(names = "--to", paramLabel = "URL", required = true, descriptionKey = "to")
    private URI gateway = URI.create("");

    @Option(names = "--receipt", paramLabel = "FILE", descriptionKey = "send-receipt")
    private Path receipt = Path.of("receipt.json");

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", file);
        }
        try (PartnerClient client = new PartnerClient(gateway, party.tls())) {
            Answer answer = talk.step("sending", () -> client.post(interactionPath(), BodyPublishers.ofFile(file)));
            if (answer.status() != 200 && answer.status() != 201) {
                return refused(answer, talk);
            }
            boolean kept = answer.receipt().isPresent()
                    && keep(client, answer.receipt().orElseThrow());
            report(answer, kept, talk);
            return kept ? ExitCode.DONE : ExitCode.PARTIAL;
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "gateway-unreachable", gateway);
        }
    }

    /** A transaction goes to the base, a document Bundle to {@code /Bundle}, a DocumentReference to its own path. */
    private String interactionPath() throws IOException {
        JsonNode head;
        try (InputStream in = Files.newInputStream(file)) {
            head = Heads.read(in);
        }
        return switch (head.path("resourceType").asText()) {
            case "DocumentReference" -> "/DocumentReference";
            case "Bundle" -> head.path("type").asText().equals("document") ? "/Bundle" : "";
            default -> "";
        };
    }

    private boolean keep(PartnerClient client, URI where) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.get(where, "application/vnd.sceau.receipt+json");
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return false;
            }
            Files.write(receipt, body.readAllBytes());
            return true;
        }
    }

    private void report(Answer answer, boolean kept, Talk talk) throws IOException {
        if (json()) {
            ObjectNode document = JSON.createObjectNode().put("status", answer.status());
            document.set("answer", answer.body());
            if (kept) {
                document.put("receipt", receipt.toString());
            }
            print(document);
        } else if (kept) {
            talk.line("sent", receipt);
        } else {
            talk.line("sent-no-receipt");
        }
    }

    private ExitCode refused(Answer answer, Talk talk) throws IOException {
        if (json()) {
            print(JSON.createObjectNode().put("status", answer.status()).set("answer", answer.body()));
        }
        talk.error("refused", answer.status());
        for (JsonNode issue : answer.body().path("issue")) {
            String where = issue.at("/expression/0").asText();
            talk.line(
                    "issue",
                    issue.at("/details/coding/0/code").asText(),
                    issue.at("/details/text").asText(),
                    where.isEmpty() ? "-" : where,
                    issue.path("diagnostics").asText());
        }
        return answer.status() == 401 || answer.status() == 403 ? ExitCode.NOT_PERMITTED : ExitCode.FALSE;
    }
}
