package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.ConsistencyProof;
import org.sceau.proof.Digest;
import org.sceau.proof.GivenCheckpoint;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.ProofVerdict;
import org.sceau.proof.TreeHead;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code journal consistency A B}: that the log of A entries is the beginning of that of B. Either may be a size or the file
 * of a checkpoint or receipt that somebody kept: then it is its root that must fit, not the one that the gateway states.
 */
@Command(name = "consistency")
final class JournalConsistencyCommand extends SceauCommand {
    private static final long MOST_FILE_BYTES = 1L << 20;

    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Parameters(index = "0", paramLabel = "A", descriptionKey = "journal-a")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", descriptionKey = "journal-b")
    private String second = "";

    /** A size, and where it is known from a file the root and the log. */
    private record End(long size, Optional<Checkpoint.Body> kept) {}

    @Override
    ExitCode run(Talk talk) throws Exception {
        End one = end(first);
        End other = end(second);
        JsonNode answer = answer(one, other);
        ConsistencyProof proof = new ConsistencyProof(one.size(), other.size(), path(answer));
        ProofVerdict verdict = proof.verify(
                head(one, answer.path("log"), answer.path("first")),
                head(other, answer.path("log"), answer.path("second")));
        if (json()) {
            print(answer);
        }
        return switch (verdict) {
            case ProofVerdict.Holds _ -> {
                talk.line("journal-consistent", one.size(), other.size());
                yield ExitCode.DONE;
            }
            case ProofVerdict.Fails _ ->
                throw new CommandFailed(ExitCode.FALSE, "journal-inconsistent", one.size(), other.size());
        };
    }

    private JsonNode answer(End one, End other) throws CommandFailed, InterruptedException {
        if (one.size() > other.size()) {
            throw new CommandFailed(ExitCode.USAGE, "journal-order");
        }
        try {
            return directory.operator().get("/api/journal/consistency?first=" + one.size() + "&second=" + other.size());
        } catch (CommandFailed e) {
            throw e.exit() == ExitCode.NOT_FOUND
                    ? new CommandFailed(ExitCode.FALSE, "journal-too-short", other.size())
                    : e;
        }
    }

    private static End end(String argument) throws CommandFailed, IOException {
        if (argument.matches("[0-9]{1,15}")) {
            return new End(Long.parseLong(argument), Optional.empty());
        }
        Path file = Path.of(argument);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE_BYTES) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", argument);
        }
        try {
            Checkpoint.Body body = GivenCheckpoint.decode(argument, Files.readAllBytes(file))
                    .checkpoint()
                    .body();
            return new End(body.size(), Optional.of(body));
        } catch (MalformedProof e) {
            throw new CommandFailed(ExitCode.USAGE, "journal-no-checkpoint", argument);
        }
    }

    private static TreeHead head(End end, JsonNode log, JsonNode stated) throws CommandFailed {
        if (end.kept().isEmpty()) {
            return new TreeHead(
                    end.size(),
                    Digest.of(HexFormat.of().parseHex(stated.path("root").asText())));
        }
        Checkpoint.Body kept = end.kept().get();
        if (!kept.logId().equals(log.asText())) {
            throw new CommandFailed(ExitCode.FALSE, "journal-other-log", kept.logId());
        }
        return kept.head();
    }

    private static List<Digest> path(JsonNode answer) {
        List<Digest> path = new ArrayList<>();
        answer.path("path").forEach(hash -> path.add(Digest.of(HexFormat.of().parseHex(hash.asText()))));
        return path;
    }
}
