package org.sceau.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.sceau.encryption.CmsInspection;
import org.sceau.encryption.CmsInspector;
import org.sceau.encryption.CmsLimits;
import org.sceau.encryption.RecipientId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a file is without opening anything. Shows no value of a document. */
@Command(name = "inspect")
final class InspectCommand extends SceauCommand {
    private static final long MOST_JSON_BYTES = 64L << 20;

    @Parameters(paramLabel = "FILE", descriptionKey = "inspect-file")
    private Path file = Path.of("");

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", file);
        }
        ObjectNode what = isJson() ? json(file) : cms(file);
        if (json()) {
            print(what);
        } else {
            for (Map.Entry<String, JsonNode> line : what.properties()) {
                String value = line.getValue().isValueNode()
                        ? line.getValue().asText()
                        : line.getValue().toString();
                out().printf("%-14s %s%n", line.getKey(), value);
            }
            out().flush();
        }
        return ExitCode.DONE;
    }

    private boolean isJson() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(64);
            return new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
        }
    }

    private static ObjectNode cms(Path file) throws IOException, CommandFailed {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return switch (new CmsInspector(CmsLimits.DEFAULT).inspect(in)) {
                case CmsInspection.Envelope envelope -> {
                    ObjectNode what = JSON.createObjectNode()
                            .put("kind", "CMS AuthEnvelopedData")
                            .put("contentBytes", envelope.contentBytes());
                    ArrayNode readers = what.putArray("readers");
                    for (RecipientId reader : envelope.readers()) {
                        readers.add(
                                switch (reader) {
                                    case RecipientId.Named named -> named.form() + " " + named.value();
                                    case RecipientId.WithoutCertificate _ -> "without certificate";
                                });
                    }
                    yield what;
                }
                case CmsInspection.Refused _ -> throw new CommandFailed(ExitCode.FALSE, "inspect-unknown");
            };
        }
    }

    private static ObjectNode json(Path file) throws IOException, CommandFailed {
        if (Files.size(file) > MOST_JSON_BYTES) {
            try (InputStream in = Files.newInputStream(file)) {
                return JSON.createObjectNode().setAll(Heads.read(in));
            }
        }
        JsonNode root;
        try {
            root = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new CommandFailed(ExitCode.FALSE, "inspect-unknown");
        }
        ObjectNode what = JSON.createObjectNode();
        if (root.path("format").asText().equals("sceau-receipt")) {
            return receipt(what, root);
        }
        if (root.has("protected") && root.has("signature")) {
            byte[] header = Base64.getUrlDecoder().decode(root.path("protected").asText());
            JsonNode parsed = JSON.readTree(header);
            what.put("kind", "JAdES signature").put("alg", parsed.path("alg").asText());
            boolean shared = root.at("/header/batch").isObject();
            what.set("covers", shared ? root.at("/header/batch/pars") : parsed.at("/sigD/pars"));
            return what.put("signedAt", parsed.path("iat").asLong());
        }
        if (!root.has("resourceType")) {
            throw new CommandFailed(ExitCode.FALSE, "inspect-unknown");
        }
        what.put("kind", "FHIR " + root.path("resourceType").asText())
                .put("type", root.path("type").asText());
        what.set("profile", root.at("/meta/profile"));
        ArrayNode entries = what.putArray("entries");
        root.path("entry")
                .forEach(entry -> entries.add(entry.at("/resource/resourceType").asText()));
        return what;
    }

    private static ObjectNode receipt(ObjectNode what, JsonNode root) {
        JsonNode entry = root.path("entry");
        what.put("kind", "Sceau receipt");
        for (String member : new String[] {"event", "transfer", "recipient", "time", "rule", "decision", "reason"}) {
            if (entry.has(member)) {
                what.put(member, entry.path(member).asText());
            }
        }
        return what.put("leaf", root.path("leaf").asLong())
                .put("treeSize", root.path("size").asLong());
    }
}
