package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sceau.proof.Receipt;
import org.sceau.proof.cli.JournalMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, exports, proves and verifies the journal. */
@Command(
        name = "journal",
        subcommands = {
            JournalCommand.Head.class,
            JournalExportCommand.class,
            JournalCommand.Verify.class,
            JournalCommand.Prove.class,
            JournalConsistencyCommand.class,
            JournalWitnessCommand.class,
            JournalRestoreCommand.class
        })
final class JournalCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** {@code journal head}: the newest checkpoint of a running gateway, to be kept by whoever wants to compare later. */
    @Command(name = "head")
    static final class Head extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Override
        ExitCode run(Talk talk) throws Exception {
            JsonNode head = directory.open().get("/api/journal");
            if (json()) {
                print(head);
            } else {
                out().print(head.path("checkpoint").asText());
                out().flush();
            }
            return ExitCode.DONE;
        }
    }

    /** {@code journal prove ID}: a receipt that opens nothing. */
    @Command(name = "prove")
    static final class Prove extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Parameters(paramLabel = "RECEIPT", descriptionKey = "journal-receipt")
        private String id = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            String path = "/api/journal/entries/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
            // printed as it is: it is the file that sceau verify reads, canonical to the byte
            out().print(new String(directory.operator().bytes(path, Receipt.MAX_BYTES), StandardCharsets.UTF_8));
            out().flush();
            return ExitCode.DONE;
        }
    }

    /** {@code journal verify FILE}: hands over to the stand-alone verifier. */
    @Command(name = "verify")
    static final class Verify extends SceauCommand {
        @Parameters(paramLabel = "FILE", descriptionKey = "journal-file")
        private Path file = Path.of("");

        @Option(names = "--trust", paramLabel = "ANCHORS", required = true, descriptionKey = "journal-trust")
        private List<Path> trust = new ArrayList<>();

        @Option(names = "--crl", paramLabel = "FILE", descriptionKey = "journal-crl")
        private List<Path> lists = new ArrayList<>();

        @Option(names = "--checkpoint", paramLabel = "FILE", descriptionKey = "journal-checkpoint")
        private List<Path> checkpoints = new ArrayList<>();

        @Override
        ExitCode run(Talk talk) throws Exception {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailed(ExitCode.USAGE, "no-file", file);
            }
            List<String> arguments = new ArrayList<>(List.of(file.toString()));
            trust.forEach(path -> arguments.addAll(List.of("--trust", path.toString())));
            lists.forEach(path -> arguments.addAll(List.of("--crl", path.toString())));
            checkpoints.forEach(path -> arguments.addAll(List.of("--checkpoint", path.toString())));
            if (json()) {
                arguments.add("--json");
            }
            return switch (JournalMain.run(arguments.toArray(String[]::new), System.getenv(), System.out, System.err)) {
                case 0 -> ExitCode.DONE;
                case 1 -> ExitCode.FALSE;
                default -> ExitCode.USAGE;
            };
        }
    }
}
