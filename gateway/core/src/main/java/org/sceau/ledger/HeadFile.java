package org.sceau.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.MalformedProof;

/**
 * The node's last checkpoint, kept outside the database: tells a ledger that was put back to an earlier state. Written
 * whole or not at all.
 */
final class HeadFile {
    private final Path file;
    private final Path next;

    HeadFile(Path directory) {
        this.file = directory.resolve("head");
        this.next = directory.resolve("head.next");
    }

    Optional<Checkpoint> read() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            return Optional.of(Checkpoint.decode(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | MalformedProof e) {
            throw new StoreFailed(FailureCode.LEDGER_BEHIND_SEAL, "the head file cannot be read", e);
        }
    }

    /** Keeps a copy of the file beside it, under the id of a log; when this returns, after any crash. */
    void keep(UUID log) throws IOException {
        if (Files.exists(file)) {
            write(Files.readAllBytes(file), file.resolveSibling("head." + log));
        }
    }

    /** When this returns, the file has this content after any crash. */
    void write(String note) throws IOException {
        write(note.getBytes(StandardCharsets.UTF_8), file);
    }

    private void write(byte[] content, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
