package org.sceau.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Passphrases live in files of their own; configuration only names the file. */
public final class Passphrase {
    /** Longest passphrase file in bytes: a passphrase is a line, so a larger file is the wrong file. */
    static final int MAXIMUM_BYTES = 1024;
    /** Bytes of randomness of a generated passphrase: as strong as an AES-256 key. */
    private static final int GENERATED_BYTES = 32;

    private Passphrase() {}

    /**
     * Reads the one line of {@code file} (UTF-8, its line end dropped). Throws {@link KeyUnusable} when the file is
     * missing, empty, too long, or holds more than one line.
     */
    public static Secret<char[]> read(Path file) {
        byte[] bytes = bytes(file);
        try {
            char[] line = line(file, bytes);
            if (line.length == 0) {
                throw new KeyUnusable("passphrase file " + file + " is empty");
            }
            return Secret.of(line);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Makes a random passphrase and keeps it in a new file that only its owner may read. */
    public static Secret<char[]> create(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[GENERATED_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFile.create(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        return Secret.of(text.toCharArray());
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new KeyUnusable("passphrase file " + file + " is longer than " + MAXIMUM_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new KeyUnusable("passphrase file " + file + " cannot be read");
        }
    }

    private static char[] line(Path file, byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && bytes[end - 1] == '\r') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                throw new KeyUnusable("passphrase file " + file + " has more than one line");
            }
        }
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
            char[] line = new char[decoded.remaining()];
            decoded.get(line);
            Arrays.fill(decoded.array(), '\0');
            return line;
        } catch (CharacterCodingException e) {
            throw new KeyUnusable("passphrase file " + file + " is not UTF-8");
        }
    }
}
