package org.sceau.routing.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sceau.routing.Documented;

/**
 * Writes the JSON Schema (2020-12) of a settings file, for editors. It says the forms; what only {@code check} can see,
 * such as an unknown partner, it does not say.
 */
final class SchemaWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private SchemaWriter() {}

    /** The schema of the files of one record, indented, with a line feed at the end. */
    static String of(Class<?> type, String title) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(keys(Shape.of(type)));
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts can be written", e);
        }
    }

    private static Map<String, Object> keys(Shape.Keys keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Shape.Field field : keys.fields()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", field.documented().what());
            property.putAll(any(field.shape(), field.documented()));
            properties.put(field.key(), property);
            if (field.required()) {
                required.add(field.key());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> any(Shape shape, Documented documented) {
        return switch (shape) {
            case Shape.Text text -> text(text, documented);
            case Shape.Choice choice ->
                Map.of("enum", List.copyOf(choice.words().keySet()));
            case Shape.Perhaps perhaps -> any(perhaps.item(), documented);
            case Shape.Keys keys ->
                keys.alone()
                        .map(field -> Map.<String, Object>of(
                                "oneOf", List.of(any(field.shape(), field.documented()), keys(keys))))
                        .orElseGet(() -> keys(keys));
            case Shape.OneOf oneOf -> oneOf(oneOf);
            case Shape.Several several -> {
                Map<String, Object> list = new LinkedHashMap<>();
                list.put("type", "array");
                list.put("items", any(several.item(), documented));
                list.put("uniqueItems", true);
                yield list;
            }
        };
    }

    private static Map<String, Object> text(Shape.Text text, Documented documented) {
        Map<String, Object> schema = new LinkedHashMap<>();
        text.type().schema().entrySet().stream()
                .sorted(Map.Entry.<String, Object>comparingByKey().reversed())
                .forEach(entry -> schema.put(entry.getKey(), entry.getValue()));
        if (text.type().accepts().contains(Value.Kind.INTEGER)) {
            schema.put("minimum", documented.minimum());
            if (documented.maximum() != Long.MAX_VALUE) {
                schema.put("maximum", documented.maximum());
            }
        }
        return schema;
    }

    private static Map<String, Object> oneOf(Shape.OneOf oneOf) {
        List<Object> options = new ArrayList<>();
        oneOf.cases().forEach((word, keys) -> {
            if (keys.fields().stream().noneMatch(Shape.Field::required)) {
                options.add(Map.of("const", word));
            }
            Map<String, Object> option = new LinkedHashMap<>();
            option.put("type", "object");
            option.put("properties", Map.of(word, keys(keys)));
            option.put("required", List.of(word));
            option.put("additionalProperties", false);
            options.add(option);
        });
        return Map.of("oneOf", options);
    }
}
