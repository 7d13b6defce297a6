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
import java.util.Set;

/**
 * Reads files of the shape of the national directory's extractions ({@code PS_LibreAcces_Personne_activite}): UTF-8, one line
 * for each activity of a professional, columns between bars, their names in the first line. Columns are found by name, in
 * whatever order; others are not looked at. A file that is not of this shape is refused as a whole, so that a half file does
 * not stand for a whole one; a line of it that names nobody is counted and left out. Memory does not grow with the file,
 * but with what is kept of it.
 */
final class ExtractionReader {
    /** Longest line in bytes; those of the national files have about 1,000. */
    private static final int MOST_LINE_BYTES = 16 * 1024;

    private final Set<String> departments;
    private final int most;

    /**
     * Keeps at most {@code most} entries.
     *
     * @param departments of which lines are kept; all where empty
     */
    ExtractionReader(Set<String> departments, int most) {
        this.departments = Set.copyOf(departments);
        this.most = most;
    }

    /** What the file says; throws {@link DirectoryUnusable} with the line's number when it is no such file, or is too large. */
    Entries read(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        var entries = new Entries.Builder(most);
        Columns columns = Columns.of(line(in, 1).orElseThrow(() -> new DirectoryUnusable("an empty file")));
        if (!departments.isEmpty() && !columns.has(Columns.DEPARTMENT)) {
            throw new DirectoryUnusable("no column \"" + Columns.DEPARTMENT + "\", and departments are stated");
        }
        long number = 2;
        for (Optional<String> line = line(in, number); line.isPresent(); line = line(in, number)) {
            if (!line.get().isEmpty()) {
                take(columns, line.get(), number, entries);
            }
            number++;
        }
        return entries.build();
    }

    private void take(Columns columns, String line, long number, Entries.Builder entries) {
        List<String> cells = List.of(line.split("\\|", -1));
        if (!columns.fit(cells)) {
            throw new DirectoryUnusable("line " + number + " has " + cells.size() + " columns");
        }
        var activity = new Activity(columns, cells);
        if (departments.isEmpty() || departments.contains(activity.department())) {
            activity.addTo(entries);
        }
    }

    /** The next line, without its end; empty at the end of the file. */
    private static Optional<String> line(InputStream in, long number) throws IOException {
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
