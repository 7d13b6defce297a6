package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/** Writes {@code conf/README.md}: every key, what it means, its default and an example. */
final class ReadmeWriter {
    private static final String HEAD = """
            # conf: what the operator changes

            Made from the program by `org.sceau.routing.configuration.GeneratedFiles`; do not edit. No secret stands in
            these files, they only name the files that hold them. `sceau check` reads everything and names every error with
            file, line, column, path, what was found and what to write; it starts nothing. A key that is not in these
            tables is an error. Paths are relative to this folder.

            | file | what |
            | --- | --- |
            | `gateway.yaml` | this gateway |
            | `partners/<id>.yaml` | one organisation that sends, receives, hosts or pulls |
            | `routes/<id>.yaml` | one line of the routing table |
            | `access.yaml` | who may do what with which documents, and what for; what no rule grants is refused |
            | `crypto.yaml` | until when algorithms are relied on; need not be there |
            | `qualities.yaml` | what certificates prove of their holders' quality; need not be there |
            | `schema/*.json` | JSON Schemas of these files, for editors |

            Durations are written `500ms`, `5s`, `10m`, `24h`, `7d`; sizes `512B`, `64KiB`, `2MiB`, `2GiB`; a number that
            is a name (a FINESS number, a code) stands in quotes. YAML is version 1.2, without anchors, aliases and tags.
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private ReadmeWriter() {}

    /** The whole page. */
    static String write() {
        ReadmeWriter writer = new ReadmeWriter();
        for (GeneratedFiles.Kind kind : GeneratedFiles.Kind.values()) {
            writer.text.append("\n## ").append(kind.title()).append('\n');
            writer.table("", Shape.of(kind.type()));
        }
        return writer.text.toString();
    }

    private void table(String prefix, Shape.Keys keys) {
        if (prefix.isEmpty()) {
            text.append("\n| key | meaning | default | example |\n| --- | --- | --- | --- |\n");
        }
        for (Shape.Field field : keys.fields()) {
            String key = prefix + field.key();
            row(key, field);
            below(key, field.shape());
        }
    }

    private void below(String key, Shape shape) {
        switch (shape) {
            case Shape.Keys keys -> table(key + ".", keys);
            case Shape.Perhaps perhaps -> below(key, perhaps.item());
            case Shape.OneOf oneOf -> oneOf.cases().forEach((word, keys) -> option(key + "." + word, keys));
            case Shape.Several(Shape.Keys keys, boolean _) -> table(key + "[].", keys);
            case Shape.Text _, Shape.Choice _, Shape.Several _ -> {}
        }
    }

    private void option(String key, Shape.Keys keys) {
        Documented documented = keys.type().getAnnotation(Documented.class);
        String what = documented == null ? "" : documented.what();
        text.append("| `").append(key).append("` | ").append(what).append(" | | |\n");
        table(key + ".", keys);
    }

    private void row(String key, Shape.Field field) {
        Documented documented = field.documented();
        String preset = field.required() ? "**must be written**" : code(documented.defaultValue());
        text.append("| `")
                .append(key)
                .append("` | ")
                .append(cell(documented.what()))
                .append(" | ");
        text.append(preset.isEmpty() ? "absent" : preset).append(" | ");
        text.append(code(documented.example())).append(" |\n");
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }

    private static String code(String yaml) {
        return yaml.isEmpty() ? "" : "`" + cell(yaml) + "`";
    }
}
