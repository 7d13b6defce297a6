package org.sceau.routing.configuration;

import java.util.List;
import java.util.Optional;

/** A YAML value and where it stands. */
sealed interface Value {

    Place place();

    /** What it is, for an error. */
    String found();

    record Scalar(String text, Kind kind, Place place) implements Value {

        @Override
        public String found() {
            return switch (kind) {
                case STRING -> "the text " + quote(text);
                case INTEGER, DECIMAL -> "the number " + quote(text);
                case BOOLEAN -> "the truth value " + quote(text);
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(List<Value> items, Place place) implements Value {

        @Override
        public String found() {
            return "a list";
        }
    }

    record Mapping(List<Entry> entries, Place place) implements Value {

        @Override
        public String found() {
            return "a mapping";
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    record Entry(String key, Place place, Value value) {}

    enum Kind {
        STRING,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }

    /** The place of what a path such as {@code ("to", "1")} leads to; of the last part found when it leads nowhere. */
    default Place at(String... path) {
        Value value = this;
        for (String step : path) {
            Optional<Value> next = value.child(step);
            if (next.isEmpty()) {
                return value.place();
            }
            value = next.get();
        }
        return value.place();
    }

    private Optional<Value> child(String step) {
        return switch (this) {
            case Mapping mapping -> mapping.entry(step).map(Entry::value);
            case Sequence sequence -> item(sequence, step);
            case Scalar _ -> Optional.empty();
        };
    }

    private static Optional<Value> item(Sequence sequence, String step) {
        int index = Integer.parseInt(step);
        return index < sequence.items().size() ? Optional.of(sequence.items().get(index)) : Optional.empty();
    }

    /** In quotes, on one line, at most 60 characters. */
    static String quote(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(60).forEach(point -> shown.appendCodePoint(shown(point)));
        return shown.append(text.codePointCount(0, text.length()) > 60 ? "…\"" : "\"")
                .toString();
    }

    private static int shown(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return Character.isISOControl(point) || surrogate ? '?' : point;
    }
}
