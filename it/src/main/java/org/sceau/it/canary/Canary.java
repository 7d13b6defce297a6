package org.sceau.it.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Looks through every file below a directory, and inside every deflated stream in them. */
final class Canary {
    private static final int MOST_INFLATED_BYTES = 8 << 20;

    private final Needles needles;

    Canary(Needles needles) {
        this.needles = needles;
    }

    /** What was found: file name and form, never the word. */
    List<String> below(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = directory.relativize(file);
                in(Files.readAllBytes(file)).forEach(form -> found.add(name + ": " + form));
                needles.in(name.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .forEach(form -> found.add("a file name: " + form));
            }
        }
        return found;
    }

    /** What was found in some bytes. */
    List<String> in(byte[] content) {
        List<String> found = new ArrayList<>(needles.in(content));
        for (int i = 0; i + 2 < content.length; i++) {
            boolean gzip = content[i] == 0x1f && content[i + 1] == (byte) 0x8b && content[i + 2] == 8;
            boolean zlib = content[i] == 0x78 && ((content[i] << 8) + (content[i + 1] & 0xff)) % 31 == 0;
            if (gzip || zlib) {
                byte[] inflated = inflate(content, gzip ? i + 10 : i + 2);
                needles.in(inflated).forEach(form -> found.add("inflated " + form));
            }
        }
        return found;
    }

    private static byte[] inflate(byte[] content, int from) {
        Inflater inflater = new Inflater(true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        try {
            inflater.setInput(content, Math.min(from, content.length), Math.max(0, content.length - from));
            int count = inflater.inflate(buffer);
            while (count > 0 && out.size() < MOST_INFLATED_BYTES) {
                out.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
        } catch (DataFormatException notDeflated) {
            return out.toByteArray();
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }
}
