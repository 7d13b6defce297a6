package org.sceau.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The namespace declarations in scope (Namespaces in XML 1.0, third edition). A stack. Not thread-safe. */
final class XmlNamespaces {
    static final String FHIR = "http://hl7.org/fhir";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final List<Declaration> declarations = new ArrayList<>();

    private record Declaration(String prefix, String uri, int depth) {}

    /** What is wrong with a declaration; null if nothing is, and then it is in scope. */
    @Nullable
    String declare(String prefix, String uri, int depth) {
        if (prefix.equals("xmlns") || uri.equals(XMLNS) || prefix.equals("xml") != uri.equals(XML)) {
            return "no declaration of a reserved namespace";
        }
        if (uri.isEmpty() && !prefix.isEmpty()) {
            return "a namespace for each prefix";
        }
        declarations.add(new Declaration(prefix, uri, depth));
        return null;
    }

    /** Forgets the declarations of elements at {@code depth} and below. */
    void close(int depth) {
        while (!declarations.isEmpty() && declarations.getLast().depth >= depth) {
            declarations.removeLast();
        }
    }

    /** The namespace of a prefix, null if there is none; for the empty prefix the default namespace, maybe empty. */
    @Nullable
    String uri(String prefix) {
        for (int i = declarations.size() - 1; i >= 0; i--) {
            if (declarations.get(i).prefix.equals(prefix)) {
                return declarations.get(i).uri;
            }
        }
        return prefix.isEmpty() ? "" : prefix.equals("xml") ? XML : null;
    }

    /**
     * What a slice whose root stands at {@code depth} lacks to stand alone: the declarations in scope outside that the root
     * does not make itself, the default one first, then by prefix; each with a space before it.
     */
    String inherited(int depth) {
        Map<String, String> outside = outside(depth);
        declarations.stream().filter(own -> own.depth == depth).forEach(own -> outside.remove(own.prefix));
        return written(outside);
    }

    /**
     * What the marker of such a slice declares, so that {@link #inherited} can be found again from it: the root's own
     * declarations that hide an outer one, and that of its own prefix.
     */
    String repeated(int depth, String rootPrefix) {
        Map<String, String> outside = outside(depth);
        Map<String, String> repeated = new TreeMap<>();
        for (Declaration own : declarations) {
            if (own.depth == depth && (outside.containsKey(own.prefix) || own.prefix.equals(rootPrefix))) {
                repeated.put(own.prefix, own.uri);
            }
        }
        return written(repeated);
    }

    private Map<String, String> outside(int depth) {
        Map<String, String> outside = new TreeMap<>();
        for (Declaration declaration : declarations) {
            if (declaration.depth < depth && declaration.uri.isEmpty()) {
                outside.remove(declaration.prefix);
            } else if (declaration.depth < depth && !declaration.prefix.equals("xml")) {
                outside.put(declaration.prefix, declaration.uri);
            }
        }
        return outside;
    }

    private static String written(Map<String, String> declared) {
        StringBuilder written = new StringBuilder();
        declared.forEach((prefix, uri) -> written.append(prefix.isEmpty() ? " xmlns" : " xmlns:")
                .append(prefix)
                .append("=\"")
                .append(uri.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;")
                        .replace("\t", "&#9;")
                        .replace("\n", "&#10;")
                        .replace("\r", "&#13;"))
                .append('"'));
        return written.toString();
    }
}
