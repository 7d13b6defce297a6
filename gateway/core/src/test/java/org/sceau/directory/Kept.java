package org.sceau.directory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Entries written as lines and read again. */
final class Kept {
    private Kept() {}

    static Entries again(Entries entries) throws IOException {
        var out = new ByteArrayOutputStream();
        SnapshotLines.write(entries, out);
        return SnapshotLines.read(
                new ByteArrayInputStream(out.toByteArray()), new Entries.Builder(10_000), entries.leftOut());
    }
}
