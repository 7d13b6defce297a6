package org.sceau.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.sceau.app.LedgerPlace;
import org.sceau.ledger.ClosedLedger;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.StoredLog;
import org.sceau.proof.JournalFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code journal export FILE}: the whole log with its seals, without salts; from the running gateway, and where none runs
 * from its ledger. The file is there whole or not at all.
 */
@Command(name = "export")
final class JournalExportCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Parameters(paramLabel = "FILE", descriptionKey = "journal-export-file")
    private Path file = Path.of("");

    @Option(names = "--log", paramLabel = "ID", descriptionKey = "journal-log")
    private String log = "";

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (Files.exists(file)) {
            throw new CommandFailed(ExitCode.CONFLICT, "journal-exists", file);
        }
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            talk.step("journal-exporting", () -> {
                export(aside);
                if (!JournalFile.isEnded(aside)) {
                    throw new CommandFailed(ExitCode.UNREACHABLE, "journal-export-cut");
                }
                return Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            });
        } finally {
            Files.deleteIfExists(aside);
        }
        if (json()) {
            print(JSON.createObjectNode().put("file", file.toString()).put("bytes", Files.size(file)));
        }
        talk.line("journal-exported", file);
        return ExitCode.DONE;
    }

    private void export(Path to) throws Exception {
        if (log.isEmpty() && running()) {
            directory.operator().read("/api/journal/export", body -> Files.copy(body, to));
            return;
        }
        try (ClosedLedger ledger = ClosedLedger.open(
                LedgerPlace.of(LoadedConfiguration.of(directory.path()).settings()))) {
            StoredLog journal = ledger.journal(Optional.of(log).filter(id -> !id.isEmpty()))
                    .orElseThrow(() ->
                            new CommandFailed(ExitCode.NOT_FOUND, "journal-no-log", String.join(", ", ledger.logs())));
            write(journal, to);
        } catch (StoreFailed e) {
            throw switch (e.code()) {
                case NOT_FOUND -> new CommandFailed(ExitCode.NOT_FOUND, "journal-no-ledger", directory.path());
                default -> new CommandFailed(ExitCode.CONFLICT, "journal-in-use", directory.path());
            };
        }
    }

    private boolean running() throws CommandFailed, InterruptedException {
        try {
            directory.open().get("/api/journal");
            return true;
        } catch (CommandFailed e) {
            if (e.exit() == ExitCode.UNREACHABLE) {
                return false;
            }
            throw e;
        }
    }

    private static void write(StoredLog journal, Path to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            journal.export(JournalFile.begin(out, journal.id()));
        }
    }
}
