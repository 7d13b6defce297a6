package org.sceau.directory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.sceau.trust.Oppositions;

/**
 * Reads files of the shape of the national directory's extraction of cards (CPS and CPF): one line for each card, with its
 * number and, where it was opposed, from when. Of other cards nothing is kept. An opposition that cannot be read spoils the
 * whole file: it may be the one that matters.
 */
final class CardsReader {
    private CardsReader() {}

    /** What the file says; throws {@link DirectoryUnusable} with the line's number when it is no such file. */
    static Entries read(InputStream file) throws IOException {
        var lines = new ExtractionLines(file, List.of(Columns.CARD, Columns.OPPOSITION));
        var entries = new Entries.Builder(0);
        for (var cells = lines.next(); cells.isPresent(); cells = lines.next()) {
            String number = lines.columns().cell(cells.get(), Columns.CARD);
            String opposed = lines.columns().cell(cells.get(), Columns.OPPOSITION);
            if (opposed.isEmpty()) {
                entries.look();
            } else {
                Instant since = Opposed.since(opposed)
                        .filter(_ -> Oppositions.isCard(number))
                        .orElseThrow(() -> new DirectoryUnusable(
                                "line " + lines.number() + " opposes a card, and not of which number or from when"));
                entries.oppose(since, number);
            }
        }
        return entries.build();
    }
}
