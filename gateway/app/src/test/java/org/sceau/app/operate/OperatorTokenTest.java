package org.sceau.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itIsWrittenForItsAccountAloneAndNewEachTime() throws Exception {
        Path file = directory.resolve(OperatorToken.FILE);
        Files.writeString(file, "everybody's\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(directory.resolve(OperatorToken.FILE + ".new"), "left over by a crash");

        OperatorToken first = OperatorToken.create(file, RANDOM);
        String text = read(file);
        OperatorToken second = OperatorToken.create(file, RANDOM);

        assertThat(text).matches("[A-Za-z0-9_-]{43}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly(OperatorToken.FILE);
        assertThat(first.isIn("Bearer " + text)).isTrue();
        assertThat(second.isIn("Bearer " + text)).isFalse();
        assertThat(second.isIn("Bearer " + read(file))).isTrue();
        assertThat(first.toString()).doesNotContain(text);
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
