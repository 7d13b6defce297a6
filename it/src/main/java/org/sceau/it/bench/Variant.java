package org.sceau.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.sceau.it.support.TimeAuthority;

/** What one gateway of the comparison does for later proof. */
enum Variant {
    /** No authority, nobody asks for evidence. */
    WITHOUT,
    /** The journal is time-stamped every five seconds, twelve times as often as by default; evidence is asked for. */
    WITH,
    /** That, and a time-stamp over the signature of each submission. */
    DOCUMENT,
    /** The first again, in another process: what the machine itself makes of two equal gateways. */
    CONTROL;

    boolean proves() {
        return this == WITH || this == DOCUMENT;
    }

    void configure(Path directory, TimeAuthority authority) throws IOException {
        if (!proves()) {
            TimeAuthority.configureNone(directory);
            return;
        }
        authority.configure(directory, "every: 5s");
        if (this == DOCUMENT) {
            Path route = directory.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\ntime-stamp: document\n");
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
