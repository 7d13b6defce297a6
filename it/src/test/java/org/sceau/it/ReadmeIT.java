package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first screen of the README does what it says. */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXIT = Pattern.compile("# exit ([0-9]+)");
    private static final int MOST_LINES = 8;

    @TempDir
    private Path temporary;

    @Test
    void everyLineOfTheFirstScreenEndsAsItSays() throws IOException, InterruptedException {
        List<String> lines = lines();

        assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(lines).allMatch(line -> line.startsWith("$ "));
        for (String line : lines) {
            CommandRun run = CommandRun.shell(line.substring(2).replace("/tmp/", temporary + "/"));
            assertThat(run.exit()).as(line + "\n" + run.out() + run.err()).isEqualTo(expected(line));
        }
    }

    private static List<String> lines() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(CommandRun.root().resolve("README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1).lines().toList();
    }

    private static int expected(String line) {
        Matcher exit = EXIT.matcher(line);
        return exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    }
}
