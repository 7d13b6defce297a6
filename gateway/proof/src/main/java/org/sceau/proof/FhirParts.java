package org.sceau.proof;

import java.util.List;
import org.sceau.proof.FhirValue.Draft;
import org.sceau.proof.FhirValue.Node;
import org.sceau.proof.FhirValue.Xhtml;

/** The data types that {@link ReceiptBundle} is made of. */
final class FhirParts {
    private FhirParts() {}

    static Node identified(Node identifier) {
        return new Draft().put("identifier", identifier).done();
    }

    static Node identifier(String system, String value) {
        return new Draft().put("system", system).put("value", value).done();
    }

    static Node coded(String system, String code) {
        return new Draft().putAll("coding", coding(system, code)).done();
    }

    static Node coding(String system, String code) {
        return new Draft().put("system", system).put("code", code).done();
    }

    static FhirValue narrative(List<String> paragraphs) {
        StringBuilder div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        paragraphs.forEach(
                text -> div.append("<p>").append(FhirText.escaped(text)).append("</p>"));
        return new Draft()
                .put("status", "generated")
                .put("div", new Xhtml(div.append("</div>").toString()))
                .done();
    }

    /** Issuers of certificates write what they like; XML has no control characters. Not by Unicode class: those change. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isCharacter(c) ? c : 0xFFFD));
        return printable.isEmpty() ? "-" : printable.toString();
    }

    private static boolean isCharacter(int c) {
        return c >= 0x20 && (c < 0x7f || c > 0x9f) && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}
