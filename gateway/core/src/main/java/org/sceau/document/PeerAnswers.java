package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what a peer answers. Nothing a peer says is believed beyond its form; nothing of it is logged. */
public final class PeerAnswers {
    private PeerAnswers() {}

    /** Whether a body is the answer to an ITI-65 request of {@code entries} entries (MHD 4.2.4, 3.65.4.2). */
    public static Provided provided(byte[] body, int entries) {
        Optional<JsonNode> read = Trees.read(body);
        if (read.isEmpty()
                || !read.get().path("resourceType").asText().equals("Bundle")
                || !read.get().path("type").asText().equals("transaction-response")
                || read.get().path("entry").size() != entries) {
            return new Provided.Shapeless();
        }
        for (JsonNode entry : read.get().path("entry")) {
            JsonNode response = entry.path("response");
            if (!response.path("status").asText().startsWith("2")
                    || response.path("location").asText().isBlank()) {
                return new Provided.Shapeless();
            }
        }
        for (JsonNode link : read.get().path("link")) {
            if (link.path("relation").asText().equals("receipt")) {
                return new Provided.Held(true);
            }
        }
        return new Provided.Held(false);
    }

    /** The codes of an OperationOutcome's issues; empty when the body is none. */
    public static Optional<Set<String>> outcome(byte[] body) {
        Optional<JsonNode> read = Trees.read(body);
        if (read.isEmpty() || !read.get().path("resourceType").asText().equals("OperationOutcome")) {
            return Optional.empty();
        }
        Set<String> codes = new HashSet<>();
        for (JsonNode issue : read.get().path("issue")) {
            codes.add(issue.path("code").asText());
            issue.path("details")
                    .path("coding")
                    .forEach(coding -> codes.add(coding.path("code").asText()));
            codes.add(issue.path("details").path("text").asText());
        }
        return Optional.of(codes);
    }

    /**
     * The {@code attachment.hash} of the DocumentReferences in a searchset that have the master identifier asked for.
     */
    public static Listed listed(byte[] body, String uniqueId) {
        Optional<JsonNode> read = Trees.read(body);
        if (read.isEmpty() || !read.get().path("type").asText().equals("searchset")) {
            return new Listed.Shapeless();
        }
        Set<String> hashes = new HashSet<>();
        for (JsonNode entry : read.get().path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("masterIdentifier").path("value").asText().equals(uniqueId)) {
                hashes.add(resource.path("content")
                        .path(0)
                        .path("attachment")
                        .path("hash")
                        .asText());
            }
        }
        return new Listed.Found(hashes);
    }

    /** What a success answer proves. */
    public sealed interface Provided {
        /** Every entry is held; {@code receipt} when the answer links one, as a gateway's does. */
        record Held(boolean receipt) implements Provided {}

        /** It is not the answer of an ITI-65 recipient. */
        record Shapeless() implements Provided {}
    }

    /** What a search answers. */
    public sealed interface Listed {
        /** The hashes under which the document is held; empty when it is not. */
        record Found(Set<String> hashes) implements Listed {
            /** Copies its set. */
            public Found {
                hashes = Set.copyOf(hashes);
            }
        }

        /** It is no searchset. */
        record Shapeless() implements Listed {}
    }
}
