package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sceau.app.demo.PartnerClient;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.Receipt;
import org.sceau.proof.TrustAnchors;
import org.sceau.receipt.ReceiptForm;
import org.sceau.transfer.ReceiptId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a receipt comes from: a file, the operator interface of a gateway here, or a gateway elsewhere as its partner. */
final class ReceiptSource {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @ArgGroup(exclusive = false)
    private @Nullable Elsewhere elsewhere; // set by picocli when its options are given

    @Option(names = "--trust", paramLabel = "PEM", descriptionKey = "receipt-trust")
    private Path trust = Path.of("");

    /** A gateway that one is a partner of. */
    static final class Elsewhere {
        @Option(names = "--as", paramLabel = "FOLDER", required = true, descriptionKey = "as")
        private Path folder = Path.of(".");

        @Option(names = "--from", paramLabel = "URL", required = true, descriptionKey = "from")
        private URI gateway = URI.create("");
    }

    /** Whether an argument is a file; otherwise it is the id of a receipt. */
    static boolean isFile(String argument) {
        return Files.isRegularFile(Path.of(argument));
    }

    /** The receipt in a file, in whichever form, or of an id, fetched. */
    Receipt read(String argument) throws CommandFailed, IOException, InterruptedException {
        return isFile(argument) ? ofFile(Path.of(argument)) : fetch(id(argument));
    }

    /** The receipt as the gateway has it now. */
    Receipt fetch(ReceiptId id) throws CommandFailed, InterruptedException {
        return receipt(fetch(id, ReceiptForm.JSON), id.toString());
    }

    /** The bytes of a receipt in one form, as the gateway has it now. */
    byte[] fetch(ReceiptId id, ReceiptForm form) throws CommandFailed, InterruptedException {
        if (elsewhere == null) {
            JsonNode answer = directory.operator().get("/api/receipts/" + id);
            String file =
                    answer.path(form == ReceiptForm.COSE ? "cose" : "file").asText();
            if (file.isEmpty()) {
                throw new CommandFailed(ExitCode.NOT_FOUND, "receipt-not-in-form", id, form);
            }
            return Base64.getDecoder().decode(file);
        }
        URI url = URI.create(elsewhere.gateway + "/Bundle/" + id);
        try (PartnerClient client = new PartnerClient(elsewhere.gateway, new Party(elsewhere.folder, trust).tls())) {
            HttpResponse<InputStream> response =
                    client.get(url, form.mediaTypes().getFirst());
            try (InputStream body = response.body()) {
                return switch (response.statusCode()) {
                    case 200 -> body.readNBytes(Receipt.MAX_BYTES + 1);
                    case 404 -> throw new CommandFailed(ExitCode.NOT_FOUND, "receipt-not-found", id);
                    case 406 -> throw new CommandFailed(ExitCode.NOT_FOUND, "receipt-not-in-form", id, form);
                    case 401, 403 -> throw new CommandFailed(ExitCode.NOT_PERMITTED, "refused", response.statusCode());
                    default -> throw new CommandFailed(ExitCode.UNREACHABLE, "refused", response.statusCode());
                };
            }
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "gateway-unreachable", elsewhere.gateway);
        }
    }

    /** What the receipt is checked against. */
    TrustAnchors anchors() throws CommandFailed, IOException {
        Path file = trust;
        if (file.toString().isEmpty()) {
            file = elsewhere == null
                    ? directory.path().resolve("trust/anchors.pem")
                    : new Party(elsewhere.folder, trust).trust();
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", file);
        }
        try {
            return TrustAnchors.ofPem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (MalformedProof e) {
            throw new CommandFailed(ExitCode.USAGE, "no-anchors", file);
        }
    }

    static ReceiptId id(String argument) throws CommandFailed {
        try {
            return ReceiptId.parse(argument);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, "receipt-argument", argument);
        }
    }

    private static Receipt ofFile(Path file) throws CommandFailed, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return receipt(in.readNBytes(2 * Receipt.MAX_BYTES + 1), file.toString());
        }
    }

    /** Reads a receipt in whichever form; {@code name} stands for it when it is none. */
    static Receipt receipt(byte[] content, String name) throws CommandFailed {
        try {
            return Receipt.read(content);
        } catch (MalformedProof e) {
            throw new CommandFailed(
                    ExitCode.FALSE, "receipt-malformed", name, e.reason().code());
        }
    }
}
