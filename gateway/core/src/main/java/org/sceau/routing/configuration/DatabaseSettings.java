package org.sceau.routing.configuration;

import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * A PostgreSQL database for the ledger.
 *
 * @param url {@code jdbc:postgresql:…}
 * @param user role that owns the schema
 * @param passwordFile outside the data directory; absent when the server asks for none
 */
public record DatabaseSettings(
        @Documented(what = "address of the PostgreSQL database", example = "jdbc:postgresql://localhost/sceau")
        String url,

        @Documented(what = "role that owns the schema", example = "sceau")
        String user,

        @Documented(
                what = "file with its password; never inside the data directory",
                example = "../keys/database-password")
        Optional<FileReference> passwordFile) {

    /** Throws IllegalArgumentException for another database, or for a password in the address. */
    public DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:") || url.contains("password=")) {
            throw new IllegalArgumentException(
                    "a url that begins with jdbc:postgresql: and holds no password (without database: the embedded H2)");
        }
    }
}
