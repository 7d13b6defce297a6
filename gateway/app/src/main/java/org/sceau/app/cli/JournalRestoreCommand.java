package org.sceau.app.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.sceau.app.LedgerPlace;
import org.sceau.app.OwnKeys;
import org.sceau.ledger.LedgerSettings;
import org.sceau.ledger.Restore;
import org.sceau.ledger.StoreFailed;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.GatewaySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code journal restore}: after a database was put back from a backup, closes the old log and opens a new one that names
 * it. Does nothing until the id of the log to be closed is repeated.
 */
@Command(name = "restore")
final class JournalRestoreCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Option(names = "--confirm", paramLabel = "LOG", descriptionKey = "journal-confirm")
    private String confirmed = "";

    @Override
    ExitCode run(Talk talk) throws Exception {
        Configuration configuration = LoadedConfiguration.of(directory.path());
        GatewaySettings settings = configuration.settings();
        LedgerSettings ledger = LedgerPlace.of(settings);
        try {
            String log = Restore.needed(ledger)
                    .orElseThrow(() -> new CommandFailed(ExitCode.CONFLICT, "journal-in-order", directory.path()));
            if (!confirmed.equals(log)) {
                throw new CommandFailed(ExitCode.NOT_PERMITTED, "journal-confirm-it", log);
            }
            Optional<Restore.Done> done;
            try (OwnKeys own = OwnKeys.open(settings, Clock.systemUTC())) {
                done = Restore.restore(
                        ledger,
                        own.ring().until(configuration.crypto().stops(Clock.systemUTC())),
                        Clock.systemUTC(),
                        new SecureRandom());
            }
            report(
                    done.orElseThrow(() -> new CommandFailed(ExitCode.CONFLICT, "journal-in-order", directory.path())),
                    talk);
            return ExitCode.DONE;
        } catch (StoreFailed e) {
            throw switch (e.code()) {
                case NOT_FOUND -> new CommandFailed(ExitCode.NOT_FOUND, "journal-no-ledger", directory.path());
                default -> new CommandFailed(ExitCode.CONFLICT, "journal-not-restored", directory.path());
            };
        } catch (CompletionException e) {
            throw new CommandFailed(ExitCode.CONFLICT, "journal-not-restored", directory.path());
        }
    }

    private void report(Restore.Done done, Talk talk) throws java.io.IOException {
        if (json()) {
            print(JSON.createObjectNode()
                    .put("closed", done.closed())
                    .put("opened", done.opened())
                    .put("held", done.held())
                    .put("sealed", done.sealed()));
        }
        talk.line("journal-restored", done.closed(), done.opened(), done.held(), done.sealed());
    }
}
