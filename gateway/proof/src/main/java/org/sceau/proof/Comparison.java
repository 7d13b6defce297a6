package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares supplied documents with the digests that evidence states. */
final class Comparison {
    private Comparison() {}

    /** One finding for each stated digest, in its order, then one for each supplied file that matches none. */
    static List<DocumentFinding> of(Map<String, Digest> stated, List<SuppliedDocument> supplied) {
        List<DocumentFinding> findings = new ArrayList<>();
        for (Map.Entry<String, Digest> one : stated.entrySet()) {
            findings.add(new DocumentFinding(one.getKey(), state(one, supplied), one.getValue()));
        }
        for (SuppliedDocument document : supplied) {
            boolean known = document.name().isEmpty()
                    ? stated.containsValue(document.sha256())
                    : stated.containsKey(document.name());
            if (!known) {
                DocumentFinding.State state =
                        document.name().isEmpty() ? DocumentFinding.State.ALTERED : DocumentFinding.State.UNKNOWN;
                findings.add(new DocumentFinding(document.label(), state, document.sha256()));
            }
        }
        return List.copyOf(findings);
    }

    private static DocumentFinding.State state(Map.Entry<String, Digest> stated, List<SuppliedDocument> supplied) {
        DocumentFinding.State state = DocumentFinding.State.NOT_SUPPLIED;
        for (SuppliedDocument document : supplied) {
            boolean same = document.sha256().equals(stated.getValue());
            if (document.name().equals(stated.getKey()) && !same) {
                return DocumentFinding.State.ALTERED;
            }
            if (same && (document.name().isEmpty() || document.name().equals(stated.getKey()))) {
                state = DocumentFinding.State.INTACT;
            }
        }
        return state;
    }
}
