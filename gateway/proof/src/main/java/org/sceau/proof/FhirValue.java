package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/** A FHIR resource while it is written: members in the order of the XML schema, values that need no data type. */
sealed interface FhirValue {

    /** A primitive; whoever reads the element knows its type. */
    record Text(String value) implements FhirValue {}

    /** A boolean: in JSON it has no quotes. */
    record Flag(boolean value) implements FhirValue {}

    /** The XHTML of a narrative, well formed. */
    record Xhtml(String div) implements FhirValue {}

    /** A repeated element. */
    record Many(List<FhirValue> items) implements FhirValue {
        /** Copies. */
        public Many {
            items = List.copyOf(items);
        }
    }

    /** A complex element. */
    record Node(List<Member> members) implements FhirValue {
        /** Copies. */
        public Node {
            members = List.copyOf(members);
        }
    }

    /** A resource in its place. */
    record Resource(String type, Node content) implements FhirValue {}

    /** A named element. */
    record Member(String name, FhirValue value) {}

    /** A node while it is put together. For one thread. */
    final class Draft {
        private final List<Member> members = new ArrayList<>();

        Draft put(String name, FhirValue value) {
            members.add(new Member(name, value));
            return this;
        }

        Draft put(String name, String value) {
            return put(name, new Text(value));
        }

        Draft putAll(String name, List<FhirValue> items) {
            return items.isEmpty() ? this : put(name, new Many(items));
        }

        Draft putAll(String name, FhirValue... items) {
            return putAll(name, List.of(items));
        }

        Node done() {
            return new Node(members);
        }
    }
}
