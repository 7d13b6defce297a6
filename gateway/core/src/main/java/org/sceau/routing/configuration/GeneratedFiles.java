package org.sceau.routing.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sceau.routing.Partner;
import org.sceau.routing.Route;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.rules.AccessSettings;

/**
 * Writes what is made from the settings' records into {@code conf/}: the JSON Schemas and the README; and the national rules. Run its main with the
 * folder as argument after a change of a settings record; a test fails while they are not current.
 */
public final class GeneratedFiles {

    private GeneratedFiles() {}

    /** The kinds of settings file. */
    enum Kind {
        GATEWAY("gateway", "gateway.yaml", GatewaySettings.class),
        PARTNER("partner", "partners/&lt;id&gt;.yaml", Partner.class),
        ROUTE("route", "routes/&lt;id&gt;.yaml", Route.class),
        ACCESS("access", "access.yaml", AccessSettings.class),
        CRYPTO("crypto", "crypto.yaml", CryptoSettings.class),
        QUALITIES("qualities", NationalQualities.FILE, QualitySettings.class);

        private final String schema;
        private final String title;
        private final Class<? extends Record> type;

        Kind(String schema, String title, Class<? extends Record> type) {
            this.schema = schema;
            this.title = title;
            this.type = type;
        }

        String file() {
            return "schema/" + schema + ".json";
        }

        String title() {
            return title;
        }

        Class<? extends Record> type() {
            return type;
        }

        String schema() {
            return schema;
        }
    }

    /** Name, relative to {@code conf/}, and content of each. */
    static NavigableMap<String, String> files() {
        NavigableMap<String, String> files = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            files.put(kind.file(), SchemaWriter.of(kind.type(), "Sceau: " + kind.schema()));
        }
        files.put("README.md", ReadmeWriter.write());
        files.put(NationalQualities.FILE, NationalQualities.text());
        return files;
    }

    /** Writes them below the folder given as the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path conf = Path.of(arguments[0]);
        for (var file : files().entrySet()) {
            Path path = conf.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
    }
}
