package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.ConsistencyProof;
import org.sceau.proof.CosignedCheckpoint;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.ProofVerdict;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Witness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code journal witness}: co-signs the newest checkpoint of a log after the proof that it continues the last one, which a
 * state file keeps. Run it elsewhere than the gateway: who restores the gateway must not be able to restore the state too.
 */
@Command(name = "witness")
final class JournalWitnessCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Option(names = "--from", paramLabel = "URL", descriptionKey = "witness-from")
    private String from = "";

    @Option(names = "--key", paramLabel = "FILE", required = true, descriptionKey = "witness-key")
    private Path key = Path.of("");

    @Option(names = "--new", paramLabel = "NAME", descriptionKey = "witness-new")
    private String name = "";

    @Option(names = "--state", paramLabel = "FILE", descriptionKey = "witness-state")
    private Path state = Path.of("");

    @Option(names = "--trust", paramLabel = "ANCHORS", descriptionKey = "witness-trust")
    private Path anchors = Path.of("");

    @Option(names = "--first", descriptionKey = "witness-begin")
    private boolean first;

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (!name.isEmpty()) {
            return makeKey(talk);
        }
        Witness witness;
        try {
            witness = Witness.decode(Files.readString(key));
        } catch (MalformedProof | IOException e) {
            throw new CommandFailed(ExitCode.USAGE, "witness-no-key", key);
        }
        if (state.toString().isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "witness-no-state");
        }
        try (FileChannel lock = FileChannel.open(
                        state.resolveSibling(state.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = lock.tryLock()) {
            if (held == null) {
                throw new CommandFailed(ExitCode.CONFLICT, "witness-busy", state);
            }
            requireItsTime();
            return cosign(witness, talk);
        }
    }

    /** A state that vanished is not a first time: begun again, a fork would be co-signed. */
    private void requireItsTime() throws CommandFailed {
        boolean none = Files.notExists(state);
        if (first && !none) {
            throw new CommandFailed(ExitCode.CONFLICT, "journal-exists", state);
        }
        if (none && (!first || anchors.toString().isEmpty())) {
            throw new CommandFailed(ExitCode.USAGE, "witness-first", state);
        }
    }

    private ExitCode makeKey(Talk talk) throws IOException, CommandFailed {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        try {
            Witness made = Witness.of(name, seed);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, made.secret() + "\n");
            out().println(made.key().text());
            out().flush();
            talk.line("witness-made", key);
            return ExitCode.DONE;
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new CommandFailed(ExitCode.CONFLICT, "journal-exists", key);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, "witness-name");
        }
    }

    private ExitCode cosign(Witness witness, Talk talk) throws Exception {
        OperatorClient log =
                from.isEmpty() ? directory.open() : new OperatorClient(from, Optional.empty(), OperatorClient.PATIENCE);
        JsonNode head = log.get("/api/journal");
        SealedCheckpoint sealed = new SealedCheckpoint(
                head.path("checkpoint").asText(), head.path("seal").asText());
        try {
            Checkpoint next = sealed.checkpoint();
            Optional<Checkpoint> last = last();
            if (last.isEmpty()) {
                firstTime(sealed);
            }
            Optional<Witness.Refusal> early = last.flatMap(seen -> Witness.refusal(seen, next));
            if (early.isPresent()) {
                throw refused(early.get(), next);
            }
            ConsistencyProof proof = ConsistencyProof.build(
                    last.map(seen -> seen.body().size()).orElse(0L),
                    next.body().size(),
                    RemoteTiles.of(log, next.body().size()));
            return switch (witness.decide(last, next, proof, Clock.systemUTC().instant())) {
                case Witness.Decision.Refused(Witness.Refusal why) -> throw refused(why, next);
                case Witness.Decision.Cosigned(CosignedCheckpoint checkpoint) -> shown(checkpoint, talk);
            };
        } catch (MalformedProof e) {
            throw new CommandFailed(ExitCode.FALSE, "witness-malformed");
        }
    }

    /** The state is durable before anybody sees the co-signature. */
    private ExitCode shown(CosignedCheckpoint checkpoint, Talk talk) throws IOException {
        DurableFile.write(state, checkpoint.note());
        out().print(checkpoint.note());
        out().flush();
        talk.line("witness-done", checkpoint.checkpoint().body().size());
        return ExitCode.DONE;
    }

    private Optional<Checkpoint> last() throws IOException {
        return first
                ? Optional.empty()
                : Optional.of(CosignedCheckpoint.decode(Files.readString(state)).checkpoint());
    }

    /** Whose log it is, only the organisation's seal says; from then on its id and key are held to. */
    private void firstTime(SealedCheckpoint sealed) throws CommandFailed, IOException {
        TrustAnchors trusted = TrustAnchors.ofPem(Files.readString(anchors));
        if (sealed.verify(trusted) instanceof ProofVerdict.Fails(var reason)) {
            throw new CommandFailed(ExitCode.FALSE, "witness-not-sealed", reason.code());
        }
    }

    private static CommandFailed refused(Witness.Refusal why, Checkpoint next) {
        String key = "witness-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new CommandFailed(
                ExitCode.FALSE, key, next.body().size(), next.body().logId());
    }
}
