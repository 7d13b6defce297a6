package org.sceau.app.operate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sceau.keys.PrivateFile;

/**
 * The secret of one run, by which the operator interface knows whoever may read the gateway's own files (ADR 0047). It holds a
 * lock beside its file until it is closed: no two runs write the same one. Thread-safe; tells nothing in toString.
 */
public final class OperatorToken implements AutoCloseable {
    /** Its file in the data directory. */
    public static final String FILE = "operator-token";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}\n");
    private static final int FORM_BYTES = 44;
    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] header;
    private final Path file;
    private final FileChannel lock;

    private OperatorToken(String token, Path file, FileChannel lock) {
        this.header = (SCHEME + token).getBytes(StandardCharsets.ISO_8859_1);
        this.file = file;
        this.lock = lock;
    }

    /**
     * Makes a new one, which its file holds when this returns, readable by this account alone from its first byte; the one
     * before, if any, is worth nothing from then on. Not synced: a crash of the machine ends the run that it is for. Throws
     * FileSystemException, whose reason says why, when another run holds that file, when something else than a token is there,
     * which is left as it is, and when the file system does not keep others from reading it.
     */
    public static OperatorToken create(Path file, SecureRandom random) throws IOException {
        FileChannel lock = lock(file);
        try {
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            write(file, token);
            return new OperatorToken(token, file, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Its file stays: who removed it could let in two that each hold another. */
    private static FileChannel lock(Path file) throws IOException {
        Path beside = beside(file, ".lock");
        FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            @Nullable FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // a gateway in this process
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new FileSystemException(file.toString(), null, "a gateway that runs has its token there");
    }

    private static void write(Path file, String token) throws IOException {
        Path aside = beside(file, ".new");
        requireReplaceable(file, false);
        requireReplaceable(aside, true);
        Files.deleteIfExists(aside);
        try (FileChannel channel = PrivateFile.open(aside)) {
            requirePrivate(aside);
            ByteBuffer text = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A mode is asked for when a file is made; a file system may do something else. */
    static void requirePrivate(Path made) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(made));
        if (!mode.equals(PosixFilePermissions.toString(OWNER_ONLY))) {
            Files.delete(made);
            throw new FileSystemException(made.toString(), null, "the file system gave it the mode " + mode);
        }
    }

    private static void requireReplaceable(Path file, boolean unfinished) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isToken(file, unfinished))) {
            throw new FileSystemException(file.toString(), null, "what is there is no token, and is left as it is");
        }
    }

    private static boolean isToken(Path file, boolean unfinished) throws IOException {
        String text = text(file);
        return FORM.matcher(text).matches() || (unfinished && text.isEmpty());
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(FORM_BYTES + 1), StandardCharsets.ISO_8859_1);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Whether a header {@code Authorization} brings it; compared in a time that tells nothing of where they differ. */
    boolean isIn(String authorization) {
        return MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Removes its file, if it is still in it, and lets others have its place. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (lock.isOpen()
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && isIn(SCHEME + text(file).strip())) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String toString() {
        return "OperatorToken[REDACTED]";
    }
}
