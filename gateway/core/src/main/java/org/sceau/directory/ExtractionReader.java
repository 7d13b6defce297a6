package org.sceau.directory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Reads files of the shape of the national directory's extractions ({@code PS_LibreAcces_Personne_activite}): UTF-8, one line
 * for each activity of a professional, columns between bars, their names in the first line. Columns are found by name, in
 * whatever order; others are not looked at. A file that is not of this shape is refused as a whole, so that a half file does
 * not stand for a whole one; a line of it that names nobody is counted and left out. Memory does not grow with the file,
 * but with what is kept of it.
 */
final class ExtractionReader {
    private static final List<String> NEEDED =
            List.of(Columns.NATIONAL_ID, Columns.FAMILY, Columns.GIVEN, Columns.PROFESSION);

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
        var lines = new ExtractionLines(file, NEEDED);
        var entries = new Entries.Builder(most);
        if (!departments.isEmpty() && !lines.columns().has(Columns.DEPARTMENT)) {
            throw new DirectoryUnusable("no column \"" + Columns.DEPARTMENT + "\", and departments are stated");
        }
        for (var cells = lines.next(); cells.isPresent(); cells = lines.next()) {
            var activity = new Activity(lines.columns(), cells.get());
            if (departments.isEmpty() || departments.contains(activity.department())) {
                activity.addTo(entries);
            }
        }
        return entries.build();
    }
}
