package org.sceau.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
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
        this(directory.resolve("head"), directory.resolve("head.next"));
    }

    private HeadFile(Path file, Path next) {
        this.file = file;
        this.next = next;
    }

    Optional<Checkpoint> read() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            return Optional.of(Checkpoint.decode(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (CharacterCodingException | MalformedProof e) {
            throw new StoreFailed(FailureCode.LEDGER_BEHIND_SEAL, "the head file is no checkpoint", e);
        } catch (IOException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the head file cannot be read", e);
        }
    }

    /** The file that {@link #keep} has kept of a log. */
    HeadFile kept(UUID log) {
        return new HeadFile(file.resolveSibling("head." + log), next);
    }

    /** Keeps a copy of the file beside it under {@code name}, beside what differs; when this returns, after any crash. */
    void keep(String name) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        Path to = file.resolveSibling("head." + name);
        for (int number = 2; Files.exists(to); number++) {
            if (Files.mismatch(file, to) < 0) {
                return;
            }
            to = file.resolveSibling("head." + name + "." + number);
        }
        write(Files.readAllBytes(file), to);
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
