package org.sceau.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/** Files that only their owner may read (mode 0600 where the file system knows modes). */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /**
     * Writes a new file; it is durable when this returns. Throws {@link KeyUnusable} when the file exists already: a key
     * is never overwritten.
     */
    public static void create(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) {
            throw new KeyUnusable(file + " exists already and is not overwritten");
        }
        try (FileChannel channel = open(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A new file that its owner alone may read, to be written; throws FileAlreadyExistsException when there is one. */
    public static FileChannel open(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, attributes(file));
    }

    /** Puts content in place of a file's; one or the other is there after any crash, the new one once this returns. */
    static void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        create(next, content);
        keepOwner(file, next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Or the gateway, which runs as the owner, could not read it at its next start. */
    private static void keepOwner(Path file, Path next) throws IOException {
        UserPrincipal owner = Files.getOwner(file);
        if (owner.equals(Files.getOwner(next))) {
            return;
        }
        try {
            Files.setOwner(next, owner);
        } catch (FileSystemException e) {
            Files.deleteIfExists(next);
            throw new KeyUnusable(file + " belongs to " + owner.getName() + ": run this as that user");
        }
    }

    private static FileAttribute<?>[] attributes(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
