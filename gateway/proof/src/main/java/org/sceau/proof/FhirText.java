package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import org.sceau.proof.FhirValue.Flag;
import org.sceau.proof.FhirValue.Many;
import org.sceau.proof.FhirValue.Member;
import org.sceau.proof.FhirValue.Node;
import org.sceau.proof.FhirValue.Resource;
import org.sceau.proof.FhirValue.Text;
import org.sceau.proof.FhirValue.Xhtml;

/** Writes FHIR without a blank that could be otherwise: one text for one resource. */
final class FhirText {
    private static final String FHIR = " xmlns=\"http://hl7.org/fhir\"";

    private final StringBuilder out = new StringBuilder(16_384);

    private FhirText() {}

    static byte[] json(Resource resource) {
        FhirText text = new FhirText();
        text.json((FhirValue) resource);
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xml(Resource resource) {
        FhirText text = new FhirText();
        text.xml(resource, FHIR);
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Text inside XML or XHTML, in an element or in quotes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private void json(FhirValue value) {
        switch (value) {
            case Text(String text) -> string(text);
            case Flag(boolean flag) -> out.append(flag);
            case Xhtml(String div) -> string(div);
            case Many many -> {
                char before = '[';
                for (FhirValue item : many.items()) {
                    out.append(before);
                    json(item);
                    before = ',';
                }
                out.append(']');
            }
            case Node node -> {
                out.append('{');
                members(node, "");
            }
            case Resource(String type, Node content) -> {
                out.append("{\"resourceType\":\"").append(type).append('"');
                members(content, ",");
            }
        }
    }

    private void members(Node node, String first) {
        String before = first;
        for (Member member : node.members()) {
            out.append(before);
            string(member.name());
            out.append(':');
            json(member.value());
            before = ",";
        }
        out.append('}');
    }

    private void string(String text) {
        out.append(new String(CanonicalJson.encode(new JsonValue.JsonString(text)), StandardCharsets.UTF_8));
    }

    private void xml(Resource resource, String namespace) {
        out.append('<').append(resource.type()).append(namespace).append('>');
        resource.content().members().forEach(this::xml);
        out.append("</").append(resource.type()).append('>');
    }

    private void xml(Member member) {
        String name = member.name();
        switch (member.value()) {
            case Text(String text) ->
                out.append('<')
                        .append(name)
                        .append(" value=\"")
                        .append(escaped(text))
                        .append("\"/>");
            case Flag(boolean flag) -> xml(new Member(name, new Text(Boolean.toString(flag))));
            case Xhtml(String div) -> out.append(div);
            case Many many -> many.items().forEach(item -> xml(new Member(name, item)));
            case Node node -> {
                out.append('<').append(name).append('>');
                node.members().forEach(this::xml);
                out.append("</").append(name).append('>');
            }
            case Resource resource -> {
                out.append('<').append(name).append('>');
                xml(resource, "");
                out.append("</").append(name).append('>');
            }
        }
    }
}
