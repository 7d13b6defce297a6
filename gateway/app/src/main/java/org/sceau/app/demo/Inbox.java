package org.sceau.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;
import org.sceau.proof.Digest;

/**
 * What a hospital has received: each submission once, however often it came. What came again is counted, and so is what
 * should never come: the same submission with other bytes, or a document again in another submission. Thread-safe.
 */
public final class Inbox {
    private final Path directory;
    private final Map<String, ReceivedDocument> documents = new ConcurrentHashMap<>();
    private final Map<String, Set<Digest>> submissions = new ConcurrentHashMap<>();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();

    Inbox(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** What was received, in no order. */
    public List<ReceivedDocument> documents() {
        return List.copyOf(documents.values());
    }

    /** The document with that uniqueId. */
    public Optional<ReceivedDocument> find(String uniqueId) {
        return Optional.ofNullable(documents.get(uniqueId));
    }

    /** How many submissions were received, each counted once. */
    public int submissions() {
        return submissions.size();
    }

    /** How many submissions came again after they had been taken. */
    public int duplicates() {
        return duplicates.get();
    }

    /** How many submissions came again with other bytes, and how many documents in a second submission. */
    public int conflicts() {
        return conflicts.get();
    }

    void take(String submission, JsonNode bundle, Split split) {
        Set<Digest> digests = split.payloads().stream()
                .map(extracted -> extracted.payload().sha256())
                .collect(Collectors.toUnmodifiableSet());
        Set<Digest> first = submissions.putIfAbsent(submission, digests);
        if (first == null) {
            keep(bundle, split);
            return;
        }
        duplicates.incrementAndGet();
        if (!first.equals(digests)) {
            conflicts.incrementAndGet();
        }
        split.discard();
    }

    private void keep(JsonNode bundle, Split split) {
        Map<String, JsonNode> references = new HashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("DocumentReference")) {
                references.put(resource.at("/content/0/attachment/url").asText(), resource);
            }
        }
        for (Extracted extracted : split.payloads()) {
            JsonNode reference = references.get(
                    bundle.path("entry").path(extracted.entry()).path("fullUrl").asText());
            if (reference != null) {
                ReceivedDocument received = received(reference, extracted);
                if (documents.put(received.uniqueId(), received) != null) {
                    conflicts.incrementAndGet();
                }
            }
        }
    }

    private ReceivedDocument received(JsonNode reference, Extracted extracted) {
        return new ReceivedDocument(
                reference.at("/masterIdentifier/value").asText(),
                reference.at("/content/0/attachment/contentType").asText(),
                reference.at("/content/0/format/code").asText(),
                directory.resolve(extracted.payload().id().toString()),
                extracted.payload().sha256(),
                extracted.payload().sizeBytes());
    }
}
