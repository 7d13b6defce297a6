package org.sceau.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;

/**
 * A strict scanner over bytes for the XML that FHIR uses: XML 1.0 with namespaces, UTF-8, ASCII names, no document type, no
 * processing instruction, no entity but the five predefined. Nothing is ever expanded or fetched. One pass, constant memory.
 * Not thread-safe.
 */
final class XmlScanner {
    private static final Pattern DECLARATION = Pattern.compile("xml\\s+version\\s*=\\s*(\"1\\.0\"|'1\\.0')"
            + "(\\s+encoding\\s*=\\s*(\"(?i:UTF-8)\"|'(?i:UTF-8)'))?"
            + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*");
    private static final int MAX_DECLARATION_BYTES = 200;

    /** What stands next. A start is announced with its attributes unread. */
    enum Token {
        START,
        END,
        END_OF_BODY
    }

    private final InputWindow window;
    private final IntakeLimits limits;
    private final Objections objections;
    private final XmlCharacters characters;
    private final XmlNamespaces namespaces = new XmlNamespaces();
    private final XmlTag tag;
    private final List<String> open = new ArrayList<>();
    private boolean inTag;
    private boolean closing;
    private boolean rooted;

    XmlScanner(InputWindow window, IntakeLimits limits, Objections objections) {
        this.window = window;
        this.limits = limits;
        this.objections = objections;
        this.characters = new XmlCharacters(window, objections);
        this.tag = new XmlTag(window, limits, objections, characters, namespaces);
    }

    /** The content of values. */
    XmlCharacters characters() {
        return characters;
    }

    /** The start tag read last. */
    XmlTag tag() {
        return tag;
    }

    /** What namespaces are in scope. */
    XmlNamespaces namespaces() {
        return namespaces;
    }

    /** How many elements are open. */
    int depth() {
        return open.size();
    }

    /** Passes over text, comments and an unread start tag, then gives the next token. */
    Token next() throws IOException {
        if (inTag) {
            attributes(null);
        }
        if (closing) {
            closing = false;
            return close();
        }
        while (true) {
            if (between() < 0) {
                if (!open.isEmpty() || !rooted) {
                    throw objections.refuse(FailureCode.SYNTAX_INVALID, window.offset(), "an element");
                }
                return Token.END_OF_BODY;
            }
            window.position++;
            switch (window.peek()) {
                case '!' -> special();
                case '?' -> declaration();
                case '/' -> {
                    return end();
                }
                default -> {
                    return start();
                }
            }
        }
    }

    /** Reads the rest of the start tag; the content of the attribute {@code value} by {@code reader}, if there is one. */
    void attributes(XmlTag.@Nullable ValueReader reader) throws IOException {
        if (inTag) {
            inTag = false;
            closing = tag.attributes(reader, open.size());
        }
    }

    /** Passes over the element that was announced last, to the end of its end tag. */
    void skipElement() throws IOException {
        int outside = open.size() - 1;
        while (open.size() > outside) {
            next();
        }
    }

    /** Whether the element announced last is the FHIR element of this name; reads its attributes. */
    boolean is(String name) throws IOException {
        attributes(null);
        return tag.localName().equals(name) && tag.fhir();
    }

    private int between() throws IOException {
        if (!open.isEmpty()) {
            return characters.skipText();
        }
        int c = window.peek();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            window.position++;
            c = window.peek();
        }
        if (c >= 0 && c != '<') {
            throw objections.refuse(FailureCode.SYNTAX_INVALID, window.offset(), "an element");
        }
        return c;
    }

    private Token start() throws IOException {
        if (open.isEmpty() && rooted) {
            throw characters.syntax("nothing after the end");
        }
        if (open.size() == limits.maxDepth()) {
            throw objections.refuse(FailureCode.TOO_DEEP, window.offset() - 1, Integer.toString(limits.maxDepth()));
        }
        tag.open();
        rooted = true;
        inTag = true;
        open.add(tag.name());
        return Token.START;
    }

    private Token end() throws IOException {
        window.position++;
        if (open.isEmpty()) {
            throw characters.syntax("a start tag");
        }
        String name = open.getLast();
        for (int i = 0; i < name.length(); i++) {
            if (window.read() != name.charAt(i)) {
                throw characters.syntax("the end of the open element");
            }
        }
        int c = window.read();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            c = window.read();
        }
        if (c != '>') {
            throw characters.syntax("the end of the tag");
        }
        return close();
    }

    private Token close() {
        namespaces.close(open.size());
        open.removeLast();
        return Token.END;
    }

    private void special() throws IOException {
        window.position++;
        int c = window.read();
        if (c == '-') {
            expect("-");
            characters.skipUntil('-', true);
        } else if (c == '[' && !open.isEmpty()) {
            expect("CDATA[");
            characters.skipUntil(']', false);
        } else {
            throw objections.refuse(FailureCode.DOCTYPE_FORBIDDEN, window.offset() - 3, "a document type");
        }
    }

    private void declaration() throws IOException {
        long at = window.offset() - 1;
        window.position++;
        StringBuilder text = new StringBuilder();
        for (int c = window.read(); c != '?'; c = window.read()) {
            if (c < 0 || text.length() == MAX_DECLARATION_BYTES) {
                throw objections.refuse(FailureCode.DOCTYPE_FORBIDDEN, at, "a processing instruction");
            }
            text.append((char) c);
        }
        expect(">");
        if (at != 0 || !text.toString().startsWith("xml") || text.length() < 4 || text.charAt(3) > ' ') {
            throw objections.refuse(FailureCode.DOCTYPE_FORBIDDEN, at, "a processing instruction");
        }
        if (!DECLARATION.matcher(text).matches()) {
            throw objections.refuse(FailureCode.ENCODING_INVALID, at, "XML 1.0 in UTF-8");
        }
    }

    private void expect(String rest) throws IOException {
        for (int i = 0; i < rest.length(); i++) {
            if (window.read() != rest.charAt(i)) {
                throw characters.syntax(rest);
            }
        }
    }
}
