package org.sceau.routing.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sceau.routing.Documented;

/** The form of a setting, found once from the records; reading, schemas and documentation all follow it. */
sealed interface Shape {

    /** One scalar. */
    record Text(ScalarType type) implements Shape {}

    /** One of a few words. */
    record Choice(Map<String, Object> words) implements Shape {}

    /** Several of the same. */
    record Several(Shape item, boolean distinct) implements Shape {}

    /** May be absent. */
    record Perhaps(Shape item) implements Shape {}

    /** Keys and values. */
    record Keys(Class<?> type, List<Field> fields) implements Shape {

        /** The one whose value may stand alone in place of them. */
        Optional<Field> alone() {
            return fields.stream().filter(field -> field.documented().alone()).findFirst();
        }
    }

    /** A word alone, or a word with keys of its own. */
    record OneOf(Map<String, Keys> cases) implements Shape {}

    /** One key. */
    record Field(String key, Documented documented, Shape shape) {

        /** True when the file must have it. */
        boolean required() {
            return !(shape instanceof Perhaps) && documented.defaultValue().isEmpty();
        }
    }

    /** The form of a record's files. */
    static Keys of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return new Keys(type, Arrays.stream(components).map(Shape::field).toList());
    }

    private static Field field(RecordComponent component) {
        @Nullable Documented documented = component.getAnnotation(Documented.class);
        if (documented == null) {
            throw new IllegalStateException(component + " is not documented");
        }
        Shape shape = of(component.getGenericType());
        if (shape instanceof Choice(Map<String, Object> words)) {
            words.keySet().removeAll(List.of(documented.except()));
        }
        return new Field(dashed(component.getName()), documented, shape);
    }

    private static Shape of(Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class -> new Perhaps(argument(generic));
            case ParameterizedType generic -> new Several(argument(generic), generic.getRawType() == Set.class);
            case Class<?> plain
            when ScalarTypes.of(plain).isPresent() ->
                new Text(ScalarTypes.of(plain).orElseThrow());
            case Class<?> plain when plain.isEnum() -> choice(plain);
            case Class<?> plain when plain.isSealed() -> oneOf(plain);
            case Class<?> plain when plain.isRecord() -> of(plain);
            default -> throw new IllegalStateException(type + " is no type of a setting");
        };
    }

    private static Shape argument(ParameterizedType generic) {
        return of(generic.getActualTypeArguments()[0]);
    }

    private static Shape choice(Class<?> type) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return new Choice(words);
    }

    private static Shape oneOf(Class<?> type) {
        Map<String, Keys> cases = new LinkedHashMap<>();
        for (Class<?> option : type.getPermittedSubclasses()) {
            String name = option.getSimpleName();
            cases.put(dashed(Character.toLowerCase(name.charAt(0)) + name.substring(1)), of(option));
        }
        return new OneOf(cases);
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
