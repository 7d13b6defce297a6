package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.Witness;
import picocli.CommandLine;

/** When a witness begins, and when it does not; nobody answers at its log's address. */
class JournalWitnessCommandTest {
    @TempDir
    private Path directory;

    private int run(String... more) throws IOException {
        Path key = directory.resolve("key");
        Files.writeString(key, Witness.of("temoin.example.org/w1", new byte[32]).secret());
        List<String> arguments = new ArrayList<>(List.of(
                "--key",
                key.toString(),
                "--state",
                directory.resolve("state").toString(),
                "--from",
                "http://127.0.0.1:1"));
        arguments.addAll(List.of(more));
        return new CommandLine(new JournalWitnessCommand()).execute(arguments.toArray(String[]::new));
    }

    @Test
    void aWitnessWithoutStateBeginsOnlyWhenItIsTold() throws IOException {
        assertThat(run("--trust", "anchors.pem")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("--first")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("--first", "--trust", "anchors.pem")).isEqualTo(ExitCode.UNREACHABLE.number());
    }

    @Test
    void aWitnessWithStateDoesNotBeginAgain() throws IOException {
        Files.writeString(directory.resolve("state"), "what it saw");

        assertThat(run("--first", "--trust", "anchors.pem")).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(run("--trust", "anchors.pem")).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(directory.resolve("state")).hasContent("what it saw");
    }
}
