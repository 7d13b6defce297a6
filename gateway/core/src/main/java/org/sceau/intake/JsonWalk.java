package org.sceau.intake;

import java.io.IOException;
import java.util.Arrays;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/** A walk through a JSON request that tells where its payloads are. Not thread-safe. */
final class JsonWalk {
    private final JsonScanner scanner;
    private final IntakeLimits limits;
    private final Objections objections;
    private final PayloadPlaces places;

    JsonWalk(JsonScanner scanner, IntakeLimits limits, Objections objections, PayloadPlaces places) {
        this.scanner = scanner;
        this.limits = limits;
        this.objections = objections;
        this.places = places;
    }

    /** An ITI-65 transaction, to the end of the body. */
    void transaction() throws IOException {
        if (opened(Names.BUNDLE, "Bundle")) {
            while (scanner.next() == JsonScanner.Token.KEY) {
                boolean entry = scanner.keyIs(Names.ENTRY);
                JsonScanner.Token value = scanner.next();
                if (entry && value == JsonScanner.Token.BEGIN_ARRAY) {
                    entries();
                } else {
                    scanner.skipValue(value);
                }
            }
        }
        scanner.next();
    }

    /** An ITI-105 DocumentReference, to the end of the body. */
    void documentReference() throws IOException {
        if (opened(Names.DOCUMENT_REFERENCE, "DocumentReference")) {
            while (scanner.next() == JsonScanner.Token.KEY) {
                boolean content = scanner.keyIs(Names.CONTENT);
                JsonScanner.Token value = scanner.next();
                if (content && value == JsonScanner.Token.BEGIN_ARRAY) {
                    contents();
                } else {
                    scanner.skipValue(value);
                }
            }
        }
        scanner.next();
    }

    /** Opens the resource of the body. If it is another, that is an objection, and it is passed over. */
    boolean opened(byte[] type, String name) throws IOException {
        JsonScanner.Token root = scanner.next();
        if (root == JsonScanner.Token.BEGIN_OBJECT && Arrays.equals(scanner.resourceType(), type)) {
            return true;
        }
        objections.defer(Issue.of(FailureCode.RESOURCE_UNEXPECTED, name));
        scanner.skipValue(root);
        return false;
    }

    private void entries() throws IOException {
        int index = 0;
        for (JsonScanner.Token value = scanner.next(); value != JsonScanner.Token.END_ARRAY; value = scanner.next()) {
            if (index == limits.maxEntries()) {
                throw objections.refuse(
                        Issue.at(FailureCode.TOO_MANY_ENTRIES, "Bundle.entry", Integer.toString(limits.maxEntries())));
            }
            if (value == JsonScanner.Token.BEGIN_OBJECT) {
                entry(index);
            } else {
                scanner.skipValue(value);
            }
            index++;
        }
    }

    private void entry(int index) throws IOException {
        while (scanner.next() == JsonScanner.Token.KEY) {
            boolean resource = scanner.keyIs(Names.RESOURCE);
            JsonScanner.Token value = scanner.next();
            if (resource && value == JsonScanner.Token.BEGIN_OBJECT) {
                resource(index);
            } else {
                scanner.skipValue(value);
            }
        }
    }

    private void resource(int index) throws IOException {
        String expression = "Bundle.entry[" + index + "].resource";
        byte[] type = scanner.resourceType();
        if (Arrays.equals(type, Names.BUNDLE)) {
            places.document(index, expression);
        } else if (Arrays.equals(type, Names.BINARY)) {
            data(Extracted.Kind.BINARY, index, expression);
        } else {
            if (type.length == 0) {
                objections.defer(Issue.at(FailureCode.RESOURCE_UNEXPECTED, expression, "resourceType"));
            }
            scanner.skipValue(JsonScanner.Token.BEGIN_OBJECT);
        }
    }

    /** The members of an object whose {@code data} is a payload if it is a string. */
    private void data(Extracted.Kind kind, int index, String expression) throws IOException {
        while (scanner.next() == JsonScanner.Token.KEY) {
            boolean data = scanner.keyIs(Names.DATA);
            JsonScanner.Token value = scanner.next();
            if (data && value == JsonScanner.Token.STRING) {
                places.value(kind, index, expression + ".data", '"');
                scanner.stringConsumed();
            } else {
                scanner.skipValue(value);
            }
        }
    }

    private void contents() throws IOException {
        int index = 0;
        for (JsonScanner.Token value = scanner.next(); value != JsonScanner.Token.END_ARRAY; value = scanner.next()) {
            if (index == limits.maxEntries()) {
                throw objections.refuse(Issue.at(
                        FailureCode.TOO_MANY_ENTRIES,
                        "DocumentReference.content",
                        Integer.toString(limits.maxEntries())));
            }
            if (value == JsonScanner.Token.BEGIN_OBJECT) {
                content("DocumentReference.content[" + index + "].attachment");
            } else {
                scanner.skipValue(value);
            }
            index++;
        }
    }

    private void content(String expression) throws IOException {
        while (scanner.next() == JsonScanner.Token.KEY) {
            boolean attachment = scanner.keyIs(Names.ATTACHMENT);
            JsonScanner.Token value = scanner.next();
            if (attachment && value == JsonScanner.Token.BEGIN_OBJECT) {
                data(Extracted.Kind.ATTACHMENT, 0, expression);
            } else {
                scanner.skipValue(value);
            }
        }
    }
}
