package org.sceau.routing.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.routing.Documented;

/** Makes records out of YAML, all errors in one pass. Not thread-safe. */
final class Binder {
    private final ScalarType.Files files;
    private final Problems problems;

    Binder(ScalarType.Files files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The record; empty when something is wrong with it, which then stands in the problems. */
    <T extends Record> Optional<T> bind(Class<T> type, Value.Mapping root) {
        return keys(Shape.of(type), root, "").map(type::cast);
    }

    /** One value. */
    Optional<Object> any(Shape shape, Documented documented, Value value, String path) {
        return switch (shape) {
            case Shape.Text text -> text(text.type(), documented, value, path);
            case Shape.Choice choice -> choice(choice, value, path);
            case Shape.Several several -> several(several, documented, value, path);
            case Shape.Perhaps perhaps ->
                any(perhaps.item(), documented, value, path).map(Optional::of);
            case Shape.Keys keys ->
                mapping(keys, value)
                        .map(mapping -> keys(keys, mapping, path))
                        .orElseGet(() -> wrong(value, path, "keys and values: " + String.join(", ", names(keys))));
            case Shape.OneOf oneOf -> oneOf(oneOf, value, path);
        };
    }

    /** A value that stands alone is that of the key that may. */
    private static Optional<Value.Mapping> mapping(Shape.Keys keys, Value value) {
        return switch (value) {
            case Value.Mapping mapping -> Optional.of(mapping);
            case Value.Scalar scalar ->
                keys.alone().map(field -> {
                    var entry = new Value.Entry(field.key(), scalar.place(), scalar);
                    return new Value.Mapping(List.of(entry), scalar.place());
                });
            case Value.Sequence _ -> Optional.empty();
        };
    }

    private Optional<Object> keys(Shape.Keys shape, Value.Mapping mapping, String path) {
        List<String> known = names(shape);
        for (Value.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.addUnknown(entry.place(), join(path, entry.key()), "key", entry.key(), known);
            }
        }
        List<Object> parts = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            field(field, mapping, path).ifPresent(parts::add);
        }
        return parts.size() == shape.fields().size() ? make(shape.type(), parts, mapping, path) : Optional.empty();
    }

    private Optional<Object> field(Shape.Field field, Value.Mapping mapping, String path) {
        String at = join(path, field.key());
        Optional<Value.Entry> entry = mapping.entry(field.key());
        if (entry.isPresent()) {
            return any(field.shape(), field.documented(), entry.get().value(), at);
        }
        if (field.shape() instanceof Shape.Perhaps) {
            return Optional.of(Optional.empty());
        }
        if (field.required()) {
            String example = field.key() + ": " + field.documented().example();
            problems.add(mapping.place(), at, "no such key", example);
            return Optional.empty();
        }
        Value byDefault = YamlFile.read("default", "v: " + field.documented().defaultValue(), problems)
                .orElseThrow()
                .entries()
                .getFirst()
                .value();
        return any(field.shape(), field.documented(), byDefault, at);
    }

    private Optional<Object> text(ScalarType type, Documented documented, Value value, String path) {
        if (!(value instanceof Value.Scalar scalar)) {
            return wrong(value, path, type.write());
        }
        if (!type.accepts().contains(scalar.kind())) {
            boolean quotes = type.accepts().contains(Value.Kind.STRING) && scalar.kind() != Value.Kind.NOTHING;
            return wrong(value, path, type.write() + (quotes ? ", in quotes" : ""));
        }
        try {
            Object read = type.reading().read(scalar.text(), files);
            return inRange(read, documented) ? Optional.of(read) : wrong(value, path, range(documented));
        } catch (NumberFormatException _) {
            return wrong(value, path, type.write());
        } catch (UnusableFile e) {
            problems.add(value.place(), path, e.found(), type.write());
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return wrong(value, path, type.write());
        }
    }

    private static boolean inRange(Object read, Documented documented) {
        return switch (read) {
            case Integer number -> number >= documented.minimum() && number <= documented.maximum();
            case Double number -> number >= (double) documented.minimum() && number <= (double) documented.maximum();
            default -> true;
        };
    }

    private static String range(Documented documented) {
        boolean open = documented.maximum() == Long.MAX_VALUE;
        return "a number of at least " + documented.minimum() + (open ? "" : " and at most " + documented.maximum());
    }

    private Optional<Object> choice(Shape.Choice choice, Value value, String path) {
        if (!(value instanceof Value.Scalar scalar)) {
            return wrong(
                    value, path, "one of " + String.join(", ", choice.words().keySet()));
        }
        Optional<Object> chosen = Optional.ofNullable(choice.words().get(scalar.text()));
        if (chosen.isEmpty()) {
            problems.addUnknown(
                    value.place(), path, "word", scalar.text(), choice.words().keySet());
        }
        return chosen;
    }

    private Optional<Object> several(Shape.Several several, Documented documented, Value value, String path) {
        if (!(value instanceof Value.Sequence sequence)) {
            return wrong(value, path, "a list, such as " + documented.example());
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            any(several.item(), documented, sequence.items().get(i), path + "[" + i + "]")
                    .ifPresent(items::add);
        }
        Set<Object> distinct = new LinkedHashSet<>(items);
        if (distinct.size() < items.size()) {
            return wrong(value, path, "each item once");
        }
        boolean whole = items.size() == sequence.items().size();
        return whole ? Optional.of(several.distinct() ? distinct : items) : Optional.empty();
    }

    private Optional<Object> oneOf(Shape.OneOf oneOf, Value value, String path) {
        Map<String, Shape.Keys> cases = oneOf.cases();
        return switch (value) {
            case Value.Scalar word ->
                named(cases, word.text(), word.place(), new Value.Mapping(List.of(), word.place()), path);
            case Value.Mapping mapping
            when mapping.entries().size() == 1
                    && mapping.entries().getFirst().value() instanceof Value.Mapping inner -> {
                Value.Entry entry = mapping.entries().getFirst();
                yield named(cases, entry.key(), entry.place(), inner, path);
            }
            default -> wrong(value, path, "one of " + String.join(", ", cases.keySet()) + ", with its keys below it");
        };
    }

    private Optional<Object> named(
            Map<String, Shape.Keys> cases, String word, Place place, Value.Mapping inner, String path) {
        Shape.Keys keys = cases.get(word);
        if (keys == null) {
            problems.addUnknown(place, path, "word", word, cases.keySet());
            return Optional.empty();
        }
        return keys(keys, inner, join(path, word));
    }

    private Optional<Object> make(Class<?> type, List<Object> parts, Value value, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return Optional.of(constructor.newInstance(parts.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                problems.add(value.place(), path, "values that do not fit", String.valueOf(refusal.getMessage()));
                return Optional.empty();
            }
            throw new IllegalStateException("a settings record may only refuse its arguments", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a settings record has a public canonical constructor", e);
        }
    }

    private Optional<Object> wrong(Value value, String path, String write) {
        problems.add(value.place(), path, value.found(), write);
        return Optional.empty();
    }

    private static List<String> names(Shape.Keys keys) {
        return keys.fields().stream().map(Shape.Field::key).toList();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
