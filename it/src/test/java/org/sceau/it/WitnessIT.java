package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.CosignedCheckpoint;
import org.sceau.proof.Witness;
import org.sceau.proof.WitnessKey;

/** A witness of a running gateway's log, and the log as anybody reads it. */
class WitnessIT {
    private static final int FULL_TILE = 256;

    @TempDir
    private Path directory;

    /** Whoever puts database and head file back gets a gateway that starts: then only a witness knows. */
    @Test
    void aWitnessCosignsWhatContinuesTheLogAndNotWhatWasPutBackAndContinuedOtherwise()
            throws IOException, InterruptedException {
        Path folder = directory.resolve("gateway");
        try (Clinics clinics = Clinics.create(folder)) {
            String anchors = clinics.anchors().toString();
            WitnessKey key = key();
            try (GatewayProcess gateway = start(folder)) {
                assertThat(witness(gateway).exit()).as("without a beginning").isEqualTo(2);
                long first = cosigned(key, witness(gateway, "--first", "--trust", anchors));
                pauseAndResume(gateway, FULL_TILE / 2);
                assertThat(cosigned(key, witness(gateway))).isGreaterThanOrEqualTo(first + FULL_TILE);
                theTilesHaveTheRootOfTheCheckpoint(new TiledLog(gateway.operator()));
            }
            copy(folder.resolve("data"), directory.resolve("backup"));
            long last;
            try (GatewayProcess gateway = start(folder)) {
                send(clinics);
                last = cosigned(key, witness(gateway));
            }
            delete(folder.resolve("data"));
            copy(directory.resolve("backup"), folder.resolve("data"));
            try (GatewayProcess gateway = start(folder)) {
                refused(witness(gateway), "fewer than were co-signed");
                for (TiledLog log = new TiledLog(gateway.operator()); log.head().size() <= last; ) {
                    pauseAndResume(gateway, 1);
                }
                refused(witness(gateway), "does not continue the one that was co-signed");
            }
        }
    }

    private static void theTilesHaveTheRootOfTheCheckpoint(TiledLog log) throws IOException, InterruptedException {
        TiledLog.Head head = log.head();
        List<ByteBuffer> leaves = log.hashes(0, head.size());

        assertThat(head.origin()).startsWith("sceau/log/");
        assertThat(TiledLog.base64(TiledLog.root(leaves))).isEqualTo(head.root());
        assertThat(log.entries(head.size()).stream().map(TiledLog::leaf)).containsExactlyElementsOf(leaves);
        assertThat(log.hashes(1, head.size())).containsExactly(TiledLog.root(leaves.subList(0, FULL_TILE)));

        List<ByteBuffer> other = new ArrayList<>(leaves);
        other.set(7, leaves.get(8));
        assertThat(TiledLog.base64(TiledLog.root(other))).isNotEqualTo(head.root());
        for (String none : List.of(
                "/tile/0/001.p/255", "/tile/0/001", "/tile/0/x001/000", "/tile/2/000.p/1", "/tile/entries/002.p/1")) {
            assertThat(log.status(none)).as(none).isEqualTo(404);
        }
    }

    private WitnessKey key() throws IOException, InterruptedException {
        CommandRun made =
                CommandRun.sceau("journal", "witness", "--new", "temoin.example.org/w1", "--key", path("witness.key"));
        assertThat(made.exit()).as(made.err()).isZero();
        WitnessKey key = Witness.decode(Files.readString(directory.resolve("witness.key")))
                .key();
        assertThat(made.out()).isEqualToIgnoringNewLines(key.text());
        return key;
    }

    private CommandRun witness(GatewayProcess gateway, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("journal", "witness"));
        line.addAll(List.of("--from", gateway.management().toString()));
        line.addAll(List.of("--key", path("witness.key"), "--state", path("state")));
        line.addAll(List.of(more));
        return CommandRun.sceau(line.toArray(String[]::new));
    }

    /** The size that was co-signed, shown and kept. */
    private long cosigned(WitnessKey key, CommandRun run) throws IOException {
        assertThat(run.exit()).as(run.err()).isZero();
        CosignedCheckpoint note = CosignedCheckpoint.decode(run.out());
        assertThat(key.witnessed(note)).isPresent();
        assertThat(directory.resolve("state")).hasContent(run.out());
        return note.checkpoint().body().size();
    }

    private void refused(CommandRun run, String why) throws IOException {
        String kept = Files.readString(directory.resolve("state"));
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.err()).contains("NOT co-signed", why);
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("state")).hasContent(kept);
    }

    private void send(Clinics clinics) throws IOException, InterruptedException {
        Path laboratory = clinics.directory().resolve("parties/labo");
        CommandRun sent = CommandRun.send(SampleReport.of(730_001, 1_000), clinics.fhir(), laboratory, directory);
        assertThat(sent.exit()).as(sent.err()).isZero();
    }

    private static void pauseAndResume(GatewayProcess gateway, int times) throws IOException, InterruptedException {
        OperatorView operator = gateway.operator();
        for (int i = 0; i < times; i++) {
            operator.act("/api/routes/resultats/pause");
            operator.act("/api/routes/resultats/resume");
        }
    }

    private static GatewayProcess start(Path folder) throws IOException, InterruptedException {
        return GatewayProcess.start(folder, List.of("-Xmx512m"), Map.of());
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> act(() -> Files.copy(file, to.resolve(from.relativize(file)))));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> act(() -> {
                        Files.delete(file);
                        return file;
                    }));
        }
    }

    @FunctionalInterface
    private interface Step {
        Path take() throws IOException;
    }

    private static void act(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
