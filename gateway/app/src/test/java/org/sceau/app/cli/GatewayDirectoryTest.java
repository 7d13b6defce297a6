package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a command says that does not get the token of a gateway that runs. */
class GatewayDirectoryTest {
    private static final String ADDRESS = "http://127.0.0.1:9";

    @TempDir
    private Path root = Path.of("");

    private Path token = Path.of("");
    private Path endpoints = Path.of("");

    @BeforeEach
    void gateway() throws Exception {
        token = root.resolve("data/operator-token");
        endpoints = root.resolve("data/endpoints.json");
        Files.createDirectory(root.resolve("data"));
        write(token, "A".repeat(43) + "\n");
        announce(ADDRESS, token);
    }

    @Test
    void aTokenIsReadWithoutItsLineEnd() throws Exception {
        assertThat(directory().operator()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "A\r\nX: y"})
    void whatIsNoTokenIsNeverSent(String text) throws Exception {
        write(token, text);

        refused("operator-token-absent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://evil.example:80",
                "https://127.0.0.1:9",
                "http://localhost:9",
                "http://[::1]:9",
                "http://127.0.0.1",
                "http://127.0.0.1:0",
                "http://127.0.0.1:9/",
                "http://127.0.0.1:9@evil.example",
                "http://127.0.0.1:9.evil.example",
                "http://x@127.0.0.1:9",
                "HTTP://127.0.0.1:9",
                "http://127.0.0.1:9\\n"
            })
    void anAddressElsewhereIsNotAsked(String address) throws Exception {
        announce(address, token);

        refused("operator-foreign");
        assertThat(catchThrowableOfType(CommandFailed.class, () -> directory().open())
                        .key())
                .isEqualTo("operator-foreign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw--w----"})
    void whatOthersMayWriteIsNotBelieved(String mode) throws Exception {
        for (Path file : new Path[] {endpoints, token}) {
            gatewayWrites();
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

            refused("operator-foreign");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "no JSON"})
    void whatIsNoAnnouncementIsNotBelieved(String text) throws Exception {
        write(endpoints, text);

        refused("operator-foreign");
    }

    @Test
    void aTokenOfAnotherAccountIsNotSentWhereThisOneSays() throws Exception {
        Path theirs = root.resolve("theirs");
        write(theirs, "B".repeat(43) + "\n");
        assumeTrue(givenAway(theirs), "only root gives a file away");
        Path link = root.resolve("data/link");
        Files.createSymbolicLink(link, theirs);

        for (Path named : new Path[] {theirs, link}) {
            announce(ADDRESS, named);
            refused("operator-foreign");
        }
    }

    @Test
    void aLinkToTheGatewaysOwnFilesIsFollowed() throws Exception {
        Path elsewhere = root.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("data"));
        Files.createSymbolicLink(elsewhere.resolve("data/endpoints.json"), endpoints);

        assertThat(directory(elsewhere).operator()).isNotNull();
    }

    @Test
    void threeReasonsHaveThreeAnswers() throws Exception {
        Files.delete(token);
        says(refused("operator-token-absent"), "sceau up " + root, token.toString());

        write(endpoints, "{\"management\":\"" + ADDRESS + "\"}");
        says(refused("operator-token-unnamed"), "sceau up " + root, "operatorTokenFile");

        String owner = Files.getOwner(root.resolve("data")).getName();
        CommandFailed denied = Announced.refused(token, root, new AccessDeniedException(token.toString()));
        says(denied, "sudo -u " + owner + " sceau", "-d " + root, token.toString());
    }

    @Test
    void onlyAFileThatIsNotThereIsAbsent() {
        String name = token.toString();
        assertThat(Announced.refused(token, root, new NoSuchFileException(name)).key())
                .isEqualTo("operator-token-absent");
        for (IOException other : new IOException[] {
            new AccessDeniedException(name), new FileSystemException(name), new IOException("broken")
        }) {
            CommandFailed failed = Announced.refused(token, root, other);
            assertThat(failed.key()).isEqualTo("operator-token-unreadable");
            assertThat(failed.exit()).isEqualTo(ExitCode.NOT_PERMITTED);
        }
    }

    @Test
    void aGatewayThatRunsIsNotTakenForOneThatDoesNot() throws Exception {
        Files.delete(endpoints);
        Files.createSymbolicLink(endpoints, endpoints); // a loop: it cannot be looked at
        refused("operator-token-unreadable");

        Files.delete(endpoints);
        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> directory().operator());
        assertThat(failed.key()).isEqualTo("not-running");
        assertThat(failed.exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void whatIsOpenNeedsNoToken() throws Exception {
        Files.delete(token);

        assertThat(directory().open()).isNotNull();
    }

    private static void says(CommandFailed failed, String... words) {
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            assertThat(new Words(language).say(failed.key(), failed.arguments()))
                    .contains("SC-3025")
                    .contains(words);
        }
    }

    private CommandFailed refused(String key) {
        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> directory().operator());
        assertThat(failed.exit()).isEqualTo(ExitCode.NOT_PERMITTED);
        assertThat(failed.key()).isEqualTo(key);
        return failed;
    }

    private void gatewayWrites() throws IOException {
        write(token, "A".repeat(43) + "\n");
        announce(ADDRESS, token);
    }

    private void announce(String address, Path tokenFile) throws IOException {
        write(endpoints, "{\"management\":\"" + address + "\",\"operatorTokenFile\":\"" + tokenFile + "\"}");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static boolean givenAway(Path file) {
        try {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private GatewayDirectory directory() {
        return directory(root);
    }

    private static GatewayDirectory directory(Path given) {
        var command = new Command();
        new CommandLine(command).parseArgs("-d", given.toString());
        return command.directory;
    }

    @CommandLine.Command
    private static final class Command {
        @CommandLine.Mixin
        private GatewayDirectory directory = new GatewayDirectory();
    }
}
