package org.sceau.it.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system of its own, which can be filled to the last byte. */
final class Tmpfs implements AutoCloseable {
    private final Path place;

    private Tmpfs(Path place) {
        this.place = place;
    }

    /** Mounts over a directory; the test is skipped, and says so, where that is not allowed. */
    static Tmpfs mount(Path place, int megabytes) throws IOException, InterruptedException {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "sceau-test", place.toString());
        assumeTrue(mounted, "a tmpfs cannot be mounted here: a full disk is not tried");
        return new Tmpfs(place);
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(place).getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    /** Takes all the room but {@code left} bytes. */
    void fillBut(long left) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (Files.getFileStore(place).getUsableSpace() > left) {
                out.write(block);
            }
        }
    }

    /** Gives the room back. */
    void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return place.resolve("filler");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!run("umount", place.toString())) {
                run("umount", "-l", place.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
