package org.sceau.app.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;

/**
 * An OperationOutcome (FHIR R4) as bytes: for each issue severity, FHIR code, {@code details.coding} with our stable code
 * and the XDS code, the hint of the catalogue, and the place. It holds no value from a document because issues hold none.
 */
public final class Outcome {
    /** The code system of {@link org.sceau.failure.FailureCode}. */
    public static final String FAILURE_SYSTEM = "urn:sceau:failure";

    /** The code system under which IHE's error codes are given (ITI TF-3, table 4.2.4.1-2). */
    public static final String XDS_SYSTEM = "urn:ihe:iti:xds:error";

    private static final String FHIRPATH = "[A-Z][A-Za-z]+(?:[.\\[].*)?";

    private Outcome() {}

    /** One outcome for all issues; {@code hints} gives the catalogue's text. */
    public static byte[] encode(List<Issue> issues, String severity, Format format, Function<Issue, String> hints) {
        String text = switch (format) {
            case JSON -> json(issues, severity, hints);
            case XML -> xml(issues, severity, hints);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(List<Issue> issues, String severity, Function<Issue, String> hints) {
        var out = new StringBuilder("{\"resourceType\":\"OperationOutcome\",\"issue\":[");
        for (int i = 0; i < issues.size(); i++) {
            out.append(i == 0 ? "" : ",");
            json(out, issues.get(i), severity, hints.apply(issues.get(i)));
        }
        return out.append("]}").toString();
    }

    private static void json(StringBuilder out, Issue issue, String severity, String hint) {
        UnaryOperator<String> q = Outcome::quoted;
        out.append("{\"severity\":").append(q.apply(severity));
        out.append(",\"code\":").append(q.apply(issue.code().issueType()));
        out.append(",\"details\":{\"coding\":[{\"system\":").append(q.apply(FAILURE_SYSTEM));
        out.append(",\"code\":").append(q.apply(issue.code().code())).append('}');
        issue.code()
                .xdsCode()
                .ifPresent(xds -> out.append(",{\"system\":")
                        .append(q.apply(XDS_SYSTEM))
                        .append(",\"code\":")
                        .append(q.apply(xds))
                        .append('}'));
        out.append("],\"text\":").append(q.apply(hint)).append('}');
        issue.expression().ifPresent(place -> {
            boolean path = place.matches(FHIRPATH);
            out.append(path ? ",\"expression\":[" : ",\"diagnostics\":").append(q.apply(place));
            out.append(path ? "]" : "");
        });
        out.append('}');
    }

    private static String xml(List<Issue> issues, String severity, Function<Issue, String> hints) {
        var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .append("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
        issues.forEach(issue -> xml(out, issue, severity, hints.apply(issue)));
        return out.append("</OperationOutcome>").toString();
    }

    private static void xml(StringBuilder out, Issue issue, String severity, String hint) {
        out.append("<issue>");
        value(out, "severity", severity);
        value(out, "code", issue.code().issueType());
        out.append("<details>");
        coding(out, FAILURE_SYSTEM, issue.code().code());
        issue.code().xdsCode().ifPresent(xds -> coding(out, XDS_SYSTEM, xds));
        value(out, "text", hint);
        out.append("</details>");
        issue.expression()
                .ifPresent(place -> value(out, place.matches(FHIRPATH) ? "expression" : "diagnostics", place));
        out.append("</issue>");
    }

    private static void coding(StringBuilder out, String system, String code) {
        out.append("<coding>");
        value(out, "system", system);
        value(out, "code", code);
        out.append("</coding>");
    }

    private static void value(StringBuilder out, String element, String value) {
        out.append('<').append(element).append(" value=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        out.append("\"/>");
    }

    /** A JSON string. */
    static String quoted(String value) {
        var out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }
}
