package org.sceau.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/**
 * A walk through one XML document Bundle (standard: FHIR R4 3.3.1), from after its start tag: marks the pieces of the
 * extract (identifier, type, timestamp, signature, the first entry, the first Composition, every Patient). Not thread-safe.
 */
final class XmlDocument {
    private static final Set<String> MEMBERS = Set.of("identifier", "timestamp", "signature");

    private final XmlScanner scanner;
    private final InputWindow window;
    private final IntakeLimits limits;
    private final Objections objections;
    private final DocumentCopy copy;
    private final String expression;
    private String type = "";
    private boolean composition;

    XmlDocument(
            XmlScanner scanner,
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

    /** Reads the document to its end tag; an objection if its type is not document. */
    void walk() throws IOException {
        int index = 0;
        begin();
        while (scanner.next() == XmlScanner.Token.START) {
            if (scanner.tag().localName().equals("type")) {
                type();
            } else if (scanner.is("entry")) {
                entry(index++);
            } else {
                boolean kept = MEMBERS.contains(scanner.tag().localName())
                        && scanner.tag().fhir();
                scanner.skipElement();
                end(kept);
            }
            begin();
        }
        copy.drop();
        if (!type.equals("document")) {
            objections.defer(Issue.at(FailureCode.RESOURCE_UNEXPECTED, expression + ".type", "document"));
        }
    }

    /** Puts an extract together, between the tags of the document's root. */
    static DocumentCopy.Composer extract(String startTag, String name) {
        return (members, entries) -> {
            ByteCollector extract = new ByteCollector(4096);
            extract.write(startTag.getBytes(StandardCharsets.UTF_8));
            for (List<byte[]> pieces : List.of(members, entries)) {
                pieces.forEach(extract::write);
            }
            extract.write(Names.ascii("</" + name + '>'));
            return extract.toBytes();
        };
    }

    private void type() throws IOException {
        if (!type.isEmpty()) {
            throw objections.refuse(Issue.at(FailureCode.DUPLICATE_KEY, expression + ".type"));
        }
        scanner.attributes(quote -> type = scanner.characters().value(quote, limits.maxNameBytes()));
        boolean kept = scanner.tag().fhir();
        if (!kept) {
            type = "";
        }
        scanner.skipElement();
        end(kept);
    }

    private void entry(int index) throws IOException {
        if (index == limits.maxDocumentEntries()) {
            throw objections.refuse(Issue.at(
                    FailureCode.TOO_MANY_ENTRIES,
                    expression + ".entry",
                    Integer.toString(limits.maxDocumentEntries())));
        }
        boolean resource = false;
        while (scanner.next() == XmlScanner.Token.START) {
            if (scanner.is("resource")) {
                String place = expression + ".entry[" + index + "].resource";
                if (resource) {
                    throw objections.refuse(Issue.at(FailureCode.DUPLICATE_KEY, place));
                }
                resource = true;
                resource(index, place);
            } else {
                scanner.skipElement();
            }
        }
        end(true);
    }

    private void resource(int index, String place) throws IOException {
        boolean found = false;
        while (scanner.next() == XmlScanner.Token.START) {
            if (found) {
                throw objections.refuse(Issue.at(FailureCode.DUPLICATE_KEY, place));
            }
            found = true;
            boolean first = !composition && scanner.is("Composition");
            composition |= first;
            if (index > 0 && !first && !scanner.is("Patient")) {
                copy.drop();
            }
            scanner.skipElement();
        }
    }

    private void begin() throws IOException {
        window.flush(0, copy);
        copy.begin();
    }

    private void end(boolean kept) throws IOException {
        window.flush(0, copy);
        if (kept) {
            copy.keepMember(new byte[0]);
        } else {
            copy.drop();
        }
    }
}
