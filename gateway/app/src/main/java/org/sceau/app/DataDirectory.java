package org.sceau.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds ledger, vault, broker and store. Each of them sees to what is inside its own directory; that the
 * directories themselves are found again after a power cut is seen to here.
 */
final class DataDirectory {
    private final Path directory;

    private DataDirectory(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory and those above it; their names are durable when this returns. */
    static DataDirectory make(Path directory) {
        try {
            Path absolute = directory.toAbsolutePath();
            makeNamed(absolute);
            return new DataDirectory(absolute);
        } catch (IOException e) {
            throw new CannotStart("the data directory cannot be made", e);
        }
    }

    private static void makeNamed(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null && !Files.isDirectory(directory)) {
            makeNamed(parent);
            Files.createDirectory(directory);
            sync(parent);
        }
    }

    /** Where it is. */
    Path path() {
        return directory;
    }

    /** Makes the names in it durable. MUST return after its parts were opened and before anything is promised. */
    void settle() {
        try {
            sync(directory);
        } catch (IOException e) {
            throw new CannotStart("the data directory cannot be synced", e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
