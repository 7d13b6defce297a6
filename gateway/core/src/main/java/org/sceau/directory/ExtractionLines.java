package org.sceau.directory;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lines of an extraction: UTF-8, each ended, with columns between bars that the first line names. Not thread-safe. */
final class ExtractionLines {
    /** Longest line in bytes; those of the national files have about 1,000. */
    private static final int MOST_LINE_BYTES = 16 * 1024;

    private final InputStream in;
    private final Columns columns;
    private long number;

    /** Reads the first line; throws {@link DirectoryUnusable} where one of the columns is not in it. */
    ExtractionLines(InputStream file, List<String> needed) throws IOException {
        this.in = new BufferedInputStream(file, 1 << 16);
        this.columns = Columns.of(line().orElseThrow(() -> new DirectoryUnusable("an empty file")), needed);
    }

    Columns columns() {
        return columns;
    }

    /** Number of the line that was read last, the first being 1. */
    long number() {
        return number;
    }

    /** The cells of the next line that is not empty; empty at the end of the file. */
    Optional<List<String>> next() throws IOException {
        Optional<String> line = line();
        while (line.isPresent() && line.get().isEmpty()) {
            line = line();
        }
        Optional<List<String>> cells = line.map(text -> List.of(text.split("\\|", -1)));
        if (cells.isPresent() && !columns.fit(cells.get())) {
            throw new DirectoryUnusable("line " + number + " has " + cells.get().size() + " columns");
        }
        return cells;
    }

    /** The next line, without its end; empty at the end of the file. */
    private Optional<String> line() throws IOException {
        number++;
        var bytes = new ByteArrayOutputStream(1024);
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == MOST_LINE_BYTES) {
                throw new DirectoryUnusable("line " + number + " has more than " + MOST_LINE_BYTES + " bytes");
            }
            bytes.write(next);
        }
        if (next < 0) {
            throw new DirectoryUnusable("line " + number + " has no end: the file was cut");
        }
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        } catch (CharacterCodingException e) {
            throw new DirectoryUnusable("line " + number + " is not in UTF-8");
        }
    }
}
