package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.sceau.keys.MasterRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first and the last step of retiring a master key; between them stands {@link KeysRewrapCommand}. */
final class KeysMasterCommands {
    private KeysMasterCommands() {}

    /** {@code keys gen-master --from DATE}. */
    @Command(name = "gen-master")
    static final class Generate extends OnKeys {
        @Option(names = "--from", paramLabel = "DATE", descriptionKey = "keys-from")
        private Optional<LocalDate> from = Optional.empty();

        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            LocalDate day =
                    from.orElseGet(() -> LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC));
            String label = own.keys().masters().generate(day, new SecureRandom());
            if (json()) {
                print(JSON.createObjectNode().put("master", label).put("from", day.toString()));
            }
            talk.line("keys-master-made", label, day.toString());
            return ExitCode.DONE;
        }
    }

    /** {@code keys forget MASTER}: first the gateway says and enters that nothing needs it, then it leaves the key ring. */
    @Command(name = "forget")
    static final class Forget extends OnKeys {
        @Parameters(paramLabel = "MASTER", descriptionKey = "keys-master")
        private String master = "";

        @Option(names = "--confirm", paramLabel = "MASTER", descriptionKey = "keys-confirm")
        private String confirmed = "";

        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            MasterRing ring = own.keys().masters();
            if (!ring.labels().all().contains(master)) {
                throw new CommandFailed(ExitCode.NOT_FOUND, "keys-master-none", master);
            }
            OperatorClient operator = directory().operator();
            requireUnneeded(operator);
            requireAlone();
            if (!confirmed.equals(master)) {
                throw new CommandFailed(ExitCode.NOT_PERMITTED, "keys-confirm-it", master);
            }
            JsonNode forgotten = operator.post("/api/keys/" + master + "/forget");
            ring.remove(master, Clock.systemUTC().instant());
            if (json()) {
                print(forgotten);
            }
            talk.line("keys-forgotten", master);
            return ExitCode.DONE;
        }

        /** To say it in words, as the next one; the gateway itself refuses all the same. */
        private void requireAlone() throws CommandFailed {
            if (LoadedConfiguration.of(directory().path()).settings().database().isPresent()) {
                throw new CommandFailed(ExitCode.CONFLICT, "keys-master-shared", master);
            }
        }

        private void requireUnneeded(OperatorClient operator) throws CommandFailed, InterruptedException {
            for (JsonNode use : KeysRewrapCommand.masters(operator)) {
                if (!use.path("master").asText().equals(master)) {
                    continue;
                }
                if (!use.path("state").asText().equals("former")) {
                    throw new CommandFailed(ExitCode.CONFLICT, "keys-master-in-force", master);
                }
                if (use.path("keys").asLong() > 0) {
                    throw new CommandFailed(
                            ExitCode.CONFLICT,
                            "keys-master-needed",
                            master,
                            use.path("keys").asLong());
                }
            }
        }
    }
}
