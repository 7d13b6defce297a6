package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a command says that does not get the token of a gateway that runs. */
class GatewayDirectoryTest {
    @TempDir
    private Path root = Path.of("");

    private Path token = Path.of("");

    @BeforeEach
    void gateway() throws Exception {
        token = root.resolve("data/operator-token");
        Files.createDirectory(root.resolve("data"));
        Files.writeString(
                root.resolve("data/endpoints.json"),
                "{\"management\":\"http://127.0.0.1:9\",\"operatorTokenFile\":\"" + token + "\"}");
    }

    @Test
    void aTokenIsReadWithoutItsLineEnd() throws Exception {
        Files.writeString(token, "A".repeat(43) + "\n");

        assertThat(directory().operator()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "A\r\nX: y"})
    void whatIsNoTokenIsNeverSent(String text) throws Exception {
        Files.writeString(token, text);

        refused();
    }

    @Test
    void aFileThatCannotBeReadNamesTheAccountThatCan() throws Exception {
        String owner = Files.getOwner(root.resolve("data")).getName();

        CommandFailed failed = refused();

        assertThat(failed.arguments()).contains(token, owner, "SC-3025");
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            assertThat(new Words(language).say(failed.key(), failed.arguments()))
                    .contains("SC-3025", "sudo -u " + owner, token.toString());
        }
    }

    private CommandFailed refused() {
        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> directory().operator());
        assertThat(failed.exit()).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(failed.key()).isEqualTo("operator-token-unreadable");
        return failed;
    }

    private GatewayDirectory directory() {
        var command = new Command();
        new CommandLine(command).parseArgs("-d", root.toString());
        return command.directory;
    }

    @CommandLine.Command
    private static final class Command {
        @CommandLine.Mixin
        private GatewayDirectory directory = new GatewayDirectory();
    }
}
