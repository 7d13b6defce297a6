package org.sceau.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;

/** One start tag: its name, its attributes, its namespace. Reused for every tag; not thread-safe. */
final class XmlTag {
    private static final int MAX_NAMESPACE_CHARACTERS = 1024;

    private final InputWindow window;
    private final IntakeLimits limits;
    private final Objections objections;
    private final XmlCharacters characters;
    private final XmlNamespaces namespaces;
    private final List<String> prefixed = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String name = "";
    private boolean fhir;
    private long maxValueBytes = Long.MAX_VALUE;

    XmlTag(
            InputWindow window,
            IntakeLimits limits,
            Objections objections,
            XmlCharacters characters,
            XmlNamespaces namespaces) {
        this.window = window;
        this.limits = limits;
        this.objections = objections;
        this.characters = characters;
        this.namespaces = namespaces;
    }

    /** Reads the content of an attribute {@code value} with its closing quotation mark. */
    @FunctionalInterface
    interface ValueReader {

        /** The content, up to and including {@code quote}, is next. */
        void read(int quote) throws IOException;
    }

    /** From here on, skipped values may have so many bytes as written. */
    void limit(long maxStringBytes) {
        maxValueBytes = maxStringBytes;
    }

    /** The name as written, with its prefix. */
    String name() {
        return name;
    }

    /** The prefix, maybe empty, without its colon. */
    String prefix() {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** Whether the element is of FHIR's namespace; once its attributes were read. */
    boolean fhir() {
        return fhir;
    }

    /** Reads the name. */
    void open() throws IOException {
        name = qualifiedName();
    }

    /** Reads the attributes; gives whether the element is empty and thus ends here. */
    boolean attributes(@Nullable ValueReader reader, int depth) throws IOException {
        names.clear();
        prefixed.clear();
        boolean ended = false;
        while (!ended) {
            boolean spaced = space();
            int c = window.peek();
            if (c == '>' || c == '/') {
                ended = true;
            } else if (spaced) {
                attribute(reader, depth);
            } else {
                window.read();
                throw characters.syntax("a space or the end of the tag");
            }
        }
        resolve();
        boolean empty = window.read() == '/';
        if (empty && window.read() != '>') {
            throw characters.syntax("the end of the tag");
        }
        return empty;
    }

    private void attribute(@Nullable ValueReader reader, int depth) throws IOException {
        String attribute = qualifiedName();
        if (!names.add(attribute)) {
            throw objections.refuse(FailureCode.DUPLICATE_KEY, window.offset() - 1);
        }
        if (names.size() > limits.maxMembers()) {
            throw objections.refuse(
                    FailureCode.TOO_MANY_ENTRIES, window.offset(), Integer.toString(limits.maxMembers()));
        }
        int quote = quote();
        if (attribute.equals("xmlns") || attribute.startsWith("xmlns:")) {
            declare(attribute, quote, depth);
        } else if (reader != null && attribute.equals("value")) {
            reader.read(quote);
        } else {
            characters.skipValue(quote, maxValueBytes);
        }
        if (attribute.indexOf(':') > 0) {
            prefixed.add(attribute);
        }
    }

    private void declare(String attribute, int quote, int depth) throws IOException {
        String uri = characters.value(quote, MAX_NAMESPACE_CHARACTERS);
        String prefix = attribute.equals("xmlns") ? "" : attribute.substring("xmlns:".length());
        String wrong = namespaces.declare(prefix, uri, depth);
        if (wrong != null) {
            throw characters.syntax(wrong);
        }
    }

    private int quote() throws IOException {
        space();
        if (window.read() != '=') {
            throw characters.syntax("an equals sign");
        }
        space();
        int quote = window.read();
        if (quote != '"' && quote != '\'') {
            throw characters.syntax("a quotation mark");
        }
        return quote;
    }

    private void resolve() {
        String uri = namespaces.uri(prefix());
        if (uri == null || prefix().equals("xmlns")) {
            throw characters.syntax("a namespace for each prefix");
        }
        fhir = uri.equals(XmlNamespaces.FHIR);
        for (String attribute : prefixed) {
            int colon = attribute.indexOf(':');
            if (attribute.startsWith("xmlns:")) {
                continue;
            }
            String namespace = namespaces.uri(attribute.substring(0, colon));
            if (namespace == null) {
                throw characters.syntax("a namespace for each prefix");
            }
            if (!names.add(namespace + ' ' + attribute.substring(colon + 1))) {
                throw objections.refuse(FailureCode.DUPLICATE_KEY, window.offset() - 1);
            }
        }
    }

    private String qualifiedName() throws IOException {
        StringBuilder read = new StringBuilder();
        boolean first = true;
        boolean colon = false;
        for (int c = window.peek();
                starts(c) || (!first && continues(c)) || (c == ':' && !first && !colon);
                c = window.peek()) {
            window.position++;
            read.append((char) c);
            first = c == ':';
            colon |= first;
            if (read.length() > limits.maxNameBytes()) {
                throw objections.refuse(
                        FailureCode.STRING_TOO_LONG, window.offset(), Integer.toString(limits.maxNameBytes()));
            }
        }
        if (first) {
            window.read();
            throw characters.syntax("a name");
        }
        return read.toString();
    }

    private boolean space() throws IOException {
        boolean any = false;
        for (int c = window.peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = window.peek()) {
            window.position++;
            any = true;
        }
        return any;
    }

    private static boolean starts(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean continues(int c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
}
