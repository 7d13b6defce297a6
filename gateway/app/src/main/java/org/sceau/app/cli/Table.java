package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a JSON array of objects as columns; absent values as a dash. */
final class Table {
    private Table() {}

    static void print(PrintWriter out, JsonNode rows, String... columns) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heads(columns));
        for (JsonNode row : rows) {
            List<String> line = new ArrayList<>();
            for (String column : columns) {
                String value = text(row.path(column));
                line.add(value.isEmpty() ? "-" : value);
            }
            lines.add(line);
        }
        int[] widths = new int[columns.length];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        out.flush();
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(text(part)));
            return String.join(",", parts);
        }
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private static List<String> heads(String... columns) {
        List<String> heads = new ArrayList<>();
        for (String column : columns) {
            StringBuilder head = new StringBuilder();
            for (int i = 0; i < column.length(); i++) {
                char c = column.charAt(i);
                head.append(Character.isUpperCase(c) ? " " : "").append(Character.toUpperCase(c));
            }
            heads.add(head.toString());
        }
        return heads;
    }
}
