package org.sceau.routing.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one file of YAML 1.2 (core schema) into {@link Value}s: one document, a mapping at its root, distinct text keys, no
 * anchors, aliases or tags, so that what is written is what counts and nothing can grow in memory. Not thread-safe.
 */
final class YamlFile {
    /** Settings are four deep; deeper is a mistake or an attack. */
    private static final int MAXIMUM_DEPTH = 16;

    private static final CoreSchema SCHEMA = new CoreSchema();

    private final String file;
    private final Iterator<Event> events;

    private YamlFile(String file, String text) {
        this.file = file;
        // A reader's buffer that is full breaks on half of a character outside the BMP (snakeyaml-engine 3.0.1).
        LoadSettings settings = LoadSettings.builder()
                .setSchema(SCHEMA)
                .setBufferSize(text.length() + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The root of the file; empty when it cannot be read, which then stands in {@code problems}. */
    static Optional<Value.Mapping> read(String file, String text, Problems problems) {
        try {
            Value root = new YamlFile(file, text).document();
            if (root instanceof Value.Mapping mapping) {
                return Optional.of(mapping);
            }
            problems.add(root.place(), "", root.found(), "keys and values");
        } catch (NotOurs e) {
            problems.add(e.place, "", e.found, e.write);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(mark -> at(file, mark)).orElse(Place.of(file));
            problems.add(place, "", "what YAML does not allow: " + Value.quote(e.getProblem()), "YAML 1.2");
        } catch (YamlEngineException | IllegalArgumentException _) {
            // the parser lets NumberFormatException through for an escape such as \\U99999999 (snakeyaml-engine 3.0.1)
            problems.add(Place.of(file), "", "characters that YAML does not allow", "YAML 1.2 in UTF-8");
        }
        return Optional.empty();
    }

    private Value document() throws NotOurs {
        events.next();
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw new NotOurs(Place.of(file), "an empty file", "keys and values");
        }
        Value root = value(events.next(), 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new NotOurs(place(end), "a second YAML document", "one document in a file");
        }
        return root;
    }

    private Value value(Event event, int depth) throws NotOurs {
        if (depth > MAXIMUM_DEPTH) {
            throw new NotOurs(place(event), "more than " + MAXIMUM_DEPTH + " levels", "fewer levels");
        }
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new NotOurs(place(event), "an anchor or alias", "the value itself");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw new NotOurs(place(event), "no value", "a value");
        };
    }

    private Value.Scalar scalar(ScalarEvent event) throws NotOurs {
        refuseTag(event.getTag(), event);
        return new Value.Scalar(event.getValue(), kind(event), place(event));
    }

    private static Value.Kind kind(ScalarEvent event) {
        if (!event.isPlain()) {
            return Value.Kind.STRING;
        }
        Tag tag = SCHEMA.getScalarResolver().resolve(event.getValue(), true);
        if (tag.equals(Tag.INT)) {
            return Value.Kind.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Value.Kind.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Value.Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Value.Kind.NOTHING : Value.Kind.STRING;
    }

    private Value.Sequence sequence(CollectionStartEvent start, int depth) throws NotOurs {
        refuseTag(start.getTag(), start);
        List<Value> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(value(next, depth + 1));
        }
        return new Value.Sequence(List.copyOf(items), place(start));
    }

    private Value.Mapping mapping(CollectionStartEvent start, int depth) throws NotOurs {
        refuseTag(start.getTag(), start);
        List<Value.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(value(next, depth + 1) instanceof Value.Scalar(String key, Value.Kind kind, Place at))
                    || kind != Value.Kind.STRING) {
                throw new NotOurs(place(next), "a key that is not text", "a text as key");
            }
            if (!keys.add(key)) {
                throw new NotOurs(at, "the key " + Value.quote(key) + " a second time", "each key once");
            }
            entries.add(new Value.Entry(key, at, value(events.next(), depth + 1)));
        }
        return new Value.Mapping(List.copyOf(entries), place(start));
    }

    private void refuseTag(Optional<String> tag, Event event) throws NotOurs {
        if (tag.isPresent()) {
            throw new NotOurs(place(event), "the tag " + Value.quote(tag.get()), "the value without a tag");
        }
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> at(file, mark)).orElse(Place.of(file));
    }

    private static Place at(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** YAML that we do not take. */
    private static final class NotOurs extends Exception {
        private final transient Place place;
        private final String found;
        private final String write;

        NotOurs(Place place, String found, String write) {
            super(found);
            this.place = place;
            this.found = found;
            this.write = write;
        }
    }
}
