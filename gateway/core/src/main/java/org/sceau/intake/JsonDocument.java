package org.sceau.intake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/**
 * A walk through one JSON document Bundle (standard: FHIR R4 3.3.1), from after its opening brace: marks the pieces of the
 * extract (identifier, type, timestamp, signature, the first entry, the first Composition, every Patient). Not thread-safe.
 */
final class JsonDocument {
    private static final List<byte[]> MEMBERS = List.of(Names.IDENTIFIER, Names.TYPE, Names.TIMESTAMP, Names.SIGNATURE);

    private final JsonScanner scanner;
    private final InputWindow window;
    private final IntakeLimits limits;
    private final Objections objections;
    private final DocumentCopy copy;
    private final String expression;
    private boolean document;
    private boolean composition;

    JsonDocument(
            JsonScanner scanner,
            InputWindow window,
            IntakeLimits limits,
            Objections objections,
            DocumentCopy copy,
            String expression) {
        this.scanner = scanner;
        this.window = window;
        this.limits = limits;
        this.objections = objections;
        this.copy = copy;
        this.expression = expression;
    }

    /** Reads the document to its closing brace; an objection if its type is not document. */
    void walk() throws IOException {
        while (scanner.next() == JsonScanner.Token.KEY) {
            member();
        }
        if (!document) {
            objections.defer(Issue.at(FailureCode.RESOURCE_UNEXPECTED, expression + ".type", "document"));
        }
    }

    /** The extract: a Bundle of the pieces as received. */
    static byte[] extract(List<byte[]> members, List<byte[]> entries) {
        ByteCollector extract = new ByteCollector(4096);
        extract.write(Names.ascii("{\"resourceType\":\"Bundle\""));
        for (byte[] member : members) {
            extract.write(Names.ascii(","));
            extract.write(member);
        }
        String before = ",\"entry\":[";
        for (byte[] entry : entries) {
            extract.write(Names.ascii(before));
            extract.write(entry);
            before = ",";
        }
        extract.write(Names.ascii(entries.isEmpty() ? "}" : "]}"));
        return extract.toBytes();
    }

    private void member() throws IOException {
        if (scanner.keyIs(Names.ENTRY)) {
            JsonScanner.Token value = scanner.next();
            if (value == JsonScanner.Token.BEGIN_ARRAY) {
                entries();
            } else {
                scanner.skipValue(value);
            }
            return;
        }
        for (byte[] name : MEMBERS) {
            if (scanner.keyIs(name)) {
                kept(name);
                return;
            }
        }
        scanner.skipValue(scanner.next());
    }

    private void kept(byte[] name) throws IOException {
        window.flush(0, copy);
        copy.begin();
        JsonScanner.Token value = scanner.next();
        if (value == JsonScanner.Token.STRING) {
            boolean type = scanner.keyIs(Names.TYPE);
            document |= Arrays.equals(scanner.shortString(limits.maxNameBytes()), Names.DOCUMENT) && type;
        } else {
            scanner.skipValue(value);
        }
        window.flush(0, copy);
        ByteCollector opening = new ByteCollector(16);
        opening.write(Names.ascii("\""));
        opening.write(name);
        opening.write(Names.ascii("\":"));
        copy.keepMember(opening.toBytes());
    }

    private void entries() throws IOException {
        int index = 0;
        for (JsonScanner.Token value = scanner.next(); value != JsonScanner.Token.END_ARRAY; value = scanner.next()) {
            if (index == limits.maxDocumentEntries()) {
                throw objections.refuse(Issue.at(
                        FailureCode.TOO_MANY_ENTRIES,
                        expression + ".entry",
                        Integer.toString(limits.maxDocumentEntries())));
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
        window.flush(1, copy);
        copy.begin();
        while (scanner.next() == JsonScanner.Token.KEY) {
            boolean resource = scanner.keyIs(Names.RESOURCE);
            JsonScanner.Token value = scanner.next();
            if (resource && value == JsonScanner.Token.BEGIN_OBJECT && !wanted(index)) {
                copy.drop();
            }
            scanner.skipValue(value);
        }
        window.flush(0, copy);
        copy.keepEntry();
    }

    private boolean wanted(int index) throws IOException {
        byte[] type = scanner.resourceType();
        if (type.length == 0) {
            objections.defer(Issue.at(
                    FailureCode.RESOURCE_UNEXPECTED, expression + ".entry[" + index + "].resource", "resourceType"));
        }
        boolean first = !composition && Arrays.equals(type, Names.COMPOSITION);
        composition |= first;
        return index == 0 || first || Arrays.equals(type, Names.PATIENT);
    }
}
