package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.intake.Splits;
import org.sceau.profiles.SampleReport;

/** The sample report as a tree to be spoiled, and what the door and the reader say of it. */
final class Samples {
    private static final SubmissionReader READER = new SubmissionReader(SignerTrust.NOBODY);
    static final int SET = 0;
    static final int PDF_REFERENCE = 1;
    static final int BINARY = 2;
    static final int DOCUMENT_REFERENCE = 3;
    static final int DOCUMENT = 4;

    private Samples() {}

    /**
     * Without the claims of EU laboratory profiles and R5's extension: the packages these need in turn (IPS, EU base,
     * cross-version extensions) are not among the test material, so the validator could not judge them.
     */
    static ObjectNode transaction() {
        ObjectNode bundle = (ObjectNode) Trees.read(SampleReport.of(7, 1000).transaction(SampleReport.Carrying.BOTH))
                .orElseThrow();
        ObjectNode document = resource(bundle, DOCUMENT);
        document.remove("meta");
        for (JsonNode entry : document.path("entry")) {
            ((ObjectNode) entry.path("resource")).remove(List.of("meta", "extension"));
        }
        return bundle;
    }

    static ObjectNode resource(JsonNode bundle, int entry) {
        return (ObjectNode) bundle.path("entry").get(entry).path("resource");
    }

    static ObjectNode attachment(JsonNode bundle, int entry) {
        return (ObjectNode) resource(bundle, entry).path("content").get(0).path("attachment");
    }

    static List<Issue> issues(JsonNode bundle) {
        byte[] body = bundle.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return switch (READER.read(Splits.transaction(body), AcceptancePolicy.everything())) {
                case ReadResult.Valid valid -> List.of();
                case ReadResult.Invalid invalid -> invalid.issues();
            };
        } catch (Refused atTheDoor) {
            return atTheDoor.issues();
        }
    }

    static List<FailureCode> codes(JsonNode bundle) {
        return issues(bundle).stream().map(Issue::code).distinct().toList();
    }
}
