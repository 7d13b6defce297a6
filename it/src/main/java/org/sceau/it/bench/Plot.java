package org.sceau.it.bench;

import java.util.List;
import java.util.Locale;

/** A small page: a bar per line of the table, the floor inside it, and the table itself. */
final class Plot {
    private static final int WIDTH = 640;
    private static final int LINE = 26;

    private Plot() {}

    static String of(List<Row> rows) {
        double most = rows.stream().mapToDouble(Row::cpuMillis).max().orElse(1);
        StringBuilder page = new StringBuilder(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sceau bench</title>"
                        + "<style>body{font:14px system-ui;margin:2em}pre{line-height:1.4}</style>"
                        + "<h1>CPU per document</h1><p>Dark: the bare steps; light: the whole secured path with delivery.</p>");
        page.append(String.format(
                Locale.ROOT,
                "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"CPU per document\">",
                WIDTH + 260,
                rows.size() * LINE));
        int y = 0;
        for (Row row : rows) {
            page.append(bar(row, y, WIDTH / most));
            y += LINE;
        }
        page.append("</svg><pre>").append(Row.head()).append('\n');
        rows.forEach(row -> page.append(row.line()).append('\n'));
        return page.append("</pre></html>\n").toString();
    }

    private static String bar(Row row, int y, double scale) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"0\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"#9db8d9\"/><rect x=\"0\" y=\"%d\" width=\"%.1f\""
                        + " height=\"20\" fill=\"#24476f\"/><text x=\"%.1f\" y=\"%d\">%d bytes × %d: %.2f ms</text>",
                y,
                row.cpuMillis() * scale,
                y,
                row.floorMillis() * scale,
                row.cpuMillis() * scale + 6,
                y + 15,
                row.sizeBytes(),
                row.connections(),
                row.cpuMillis());
    }
}
