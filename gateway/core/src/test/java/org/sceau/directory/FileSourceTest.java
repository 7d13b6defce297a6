package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sceau.directory.Extractions.DOCTOR;
import static org.sceau.directory.Extractions.HEADER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.directory.DirectorySource.Answer;

class FileSourceTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    @TempDir
    Path root;

    /** Nobody writes into it, so that opening it would not end. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsNotOpened() throws Exception {
        Path pipe = root.resolve("annuaire.txt");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> source(pipe).look(Instant.now())).isInstanceOf(DirectoryUnusable.class);
    }

    /** It would be young again at each start. */
    @Test
    void aFileOfATimeToComeIsRefusedUnlessClocksDifferALittle() throws IOException {
        Path file = Files.writeString(root.resolve("annuaire.txt"), HEADER + "\n" + DOCTOR + "\n");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(240)));
        assertThat(source(file).look(NOW))
                .isInstanceOfSatisfying(
                        Answer.Whole.class, said -> assertThat(said.asOf()).isEqualTo(NOW));

        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(600)));
        assertThatThrownBy(() -> source(file).look(NOW)).isInstanceOf(DirectoryUnusable.class);
    }

    @Test
    void aFileIsUnchangedOnlyAfterItWasTaken() throws IOException {
        Path file = Files.writeString(root.resolve("annuaire.txt"), HEADER + "\n" + DOCTOR + "\n");
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        FileSource source = source(file);

        assertThat(source.look(NOW)).isInstanceOf(Answer.Whole.class);
        assertThat(source.look(NOW)).isInstanceOf(Answer.Whole.class);
        source.taken();
        assertThat(source.look(NOW)).isInstanceOf(Answer.Unchanged.class);
    }

    private static FileSource source(Path file) {
        return FileSource.extraction(file, Set.of(), 100);
    }
}
