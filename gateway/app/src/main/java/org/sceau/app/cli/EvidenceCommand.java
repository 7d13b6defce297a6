package org.sceau.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the evidence file of a transfer for one party, without documents; the journal says so. */
@Command(name = "evidence")
final class EvidenceCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Parameters(paramLabel = "TRANSFER", descriptionKey = "transfer")
    private String transfer = "";

    @Option(names = "--for", paramLabel = "PARTY", required = true, descriptionKey = "evidence-for")
    private String party = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "evidence-out")
    private Path file = Path.of("");

    @Override
    ExitCode run(Talk talk) throws Exception {
        OperatorClient operator = directory.operator();
        String path = "/api/evidence/" + encoded(transfer) + "?for=" + encoded(party);
        talk.step("evidence-making", () -> {
            operator.post(path, file);
            return file;
        });
        if (json()) {
            print(JSON.createObjectNode()
                    .put("file", file.toString())
                    .put("for", party)
                    .put("sizeBytes", Files.size(file)));
        }
        talk.line("evidence-made", file);
        return ExitCode.DONE;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
