package org.sceau.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTokenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itIsWrittenForItsAccountAloneAndNewEachTime() throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        Files.writeString(file, "A".repeat(43) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(directory.resolve(OperatorToken.FILE + ".new"), ""); // left over by a crash

        OperatorToken first = OperatorToken.create(file, RANDOM);
        String text = read(file);
        Files.copy(file, directory.resolve("copy"));
        first.close();
        assertThat(file).doesNotExist();
        Files.move(directory.resolve("copy"), file); // as a run that was killed leaves it
        OperatorToken second = OperatorToken.create(file, RANDOM);

        assertThat(text).matches("[A-Za-z0-9_-]{43}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder(OperatorToken.FILE, OperatorToken.FILE + ".lock");
        assertThat(first.isIn("Bearer " + text)).isTrue();
        assertThat(second.isIn("Bearer " + text)).isFalse();
        assertThat(second.isIn("Bearer " + read(file))).isTrue();
        assertThat(first.toString()).doesNotContain(text);
    }

    @Test
    void twoRunsHaveNotTheSameFile() throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        try (OperatorToken first = OperatorToken.create(file, RANDOM)) {
            assertThatThrownBy(() -> OperatorToken.create(file, RANDOM))
                    .isInstanceOfSatisfying(
                            FileSystemException.class,
                            e -> assertThat(e.getReason()).contains("a gateway that runs"));
            assertThat(first.isIn("Bearer " + read(file))).isTrue();
        }
        OperatorToken.create(file, RANDOM).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".new"})
    void whatIsNoTokenIsLeftAsItIs(String ending) throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        Path there = directory.resolve(OperatorToken.FILE + ending);
        for (String text : List.of(
                "1234\n", "A".repeat(43), "A".repeat(42) + "\n", "A".repeat(43) + "\n\n", "=".repeat(43) + "\n")) {
            Files.writeString(there, text);
            refused(file);
            assertThat(Files.readString(there)).isEqualTo(text);
        }
        Path target = directory.resolve("target");
        Files.writeString(target, "A".repeat(43) + "\n");
        Files.delete(there);
        Files.createSymbolicLink(there, target);
        refused(file);
        assertThat(there).isSymbolicLink();
        Files.delete(there);
        Files.createDirectory(there);
        refused(file);
        assertThat(there).isDirectory();
    }

    @Test
    void aFileSystemThatGivesAnotherModeIsRefused() throws Exception {
        Path file = directory.resolve("made");
        for (String mode : List.of("rw-r--r--", "rw-rw----", "rwxrwxrwx", "rwx------", "r--------")) {
            Files.writeString(file, "");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> OperatorToken.requirePrivate(file))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(mode);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void closingRemovesItsOwnTokenAlone() throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        OperatorToken token = OperatorToken.create(file, RANDOM);
        String another = "A".repeat(43) + "\n";
        Files.writeString(file, another);

        token.close();

        assertThat(Files.readString(file)).isEqualTo(another);
    }

    private static void refused(Path file) {
        assertThatThrownBy(() -> OperatorToken.create(file, RANDOM))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        e -> assertThat(e.getReason()).contains("no token"));
    }

    @Test
    void nothingElseIsTheToken() throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        OperatorToken token = OperatorToken.create(file, RANDOM);
        String text = read(file);

        for (String other : List.of(
                "",
                "Bearer",
                "Bearer ",
                text,
                "Basic " + text,
                "bearer " + text,
                "Bearer  " + text,
                "Bearer " + text + " ",
                "Bearer " + text + "=",
                "Bearer " + text.substring(1),
                "Bearer " + text.substring(0, 42) + (text.endsWith("A") ? "E" : "A"),
                "Bearer " + "\uff21".repeat(43))) {
            assertThat(token.isIn(other)).as(other).isFalse();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
