package org.sceau.app.operate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The secret of one run, by which the operator interface knows whoever may read the gateway's own files (ADR 0047). Thread-safe;
 * tells nothing in toString.
 */
public final class OperatorToken {
    /** Its file in the data directory. */
    public static final String FILE = "operator-token";

    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] header;

    private OperatorToken(String token) {
        this.header = (SCHEME + token).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Makes a new one, which its file holds when this returns, readable by this account alone from its first byte; the one
     * before, if any, is worth nothing from then on. Not synced: a crash of the machine ends the run that it is for.
     */
    public static OperatorToken create(Path file, SecureRandom random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel channel = FileChannel.open(
                aside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new OperatorToken(token);
    }

    /** Whether a header {@code Authorization} brings it; compared in a time that tells nothing of where they differ. */
    boolean isIn(String authorization) {
        return MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "OperatorToken[REDACTED]";
    }
}
