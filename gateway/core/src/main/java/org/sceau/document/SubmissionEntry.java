package org.sceau.document;

import java.util.Optional;

/**
 * One entry of the request, in order: the answer has one for each.
 *
 * @param kind its slice
 * @param method {@code POST}, {@code PUT}, {@code PATCH} or {@code GET}
 * @param target {@code Type/id} that its request.url names, where it names one (PUT, PATCH, GET)
 * @param document index in {@link Submission#documents()} of the document this is the reference or the content of
 */
public record SubmissionEntry(EntryKind kind, String method, Optional<String> target, Optional<Integer> document) {

    @Override
    public String toString() {
        return "SubmissionEntry[" + kind + "]";
    }
}
