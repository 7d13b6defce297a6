package org.sceau.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sceau.failure.FailureTexts;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;

/** The parts that answers are made of, as JSON trees. */
final class Answers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Answers() {}

    static byte[] write(ObjectNode resource, Format format) {
        return text(resource, format).getBytes(StandardCharsets.UTF_8);
    }

    static String text(ObjectNode resource, Format format) {
        return switch (format) {
            case JSON -> Trees.text(resource);
            case XML -> FhirXml.ofJson(Trees.text(resource));
        };
    }

    static ObjectNode outcome(List<Issue> issues, String severity, Language language) {
        ObjectNode outcome = resource("OperationOutcome");
        ArrayNode list = outcome.putArray("issue");
        for (Issue issue : issues) {
            list.add(issue(issue, severity, language));
        }
        return outcome;
    }

    private static ObjectNode issue(Issue issue, String severity, Language language) {
        ObjectNode node = JSON.objectNode();
        node.put("severity", severity).put("code", issue.code().issueType());
        ObjectNode details = node.putObject("details");
        ArrayNode coding = details.putArray("coding");
        coding.addObject()
                .put("system", Outcomes.FAILURE_SYSTEM)
                .put("code", issue.code().code());
        issue.code()
                .xdsCode()
                .ifPresent(code ->
                        coding.addObject().put("system", Outcomes.XDS_SYSTEM).put("code", code));
        details.put("text", FailureTexts.what(issue, language));
        node.put("diagnostics", FailureTexts.hint(issue, language));
        issue.expression().ifPresent(place -> node.putArray("expression").add(place));
        return node;
    }

    static ObjectNode resource(String type) {
        return JSON.objectNode().put("resourceType", type);
    }
}
