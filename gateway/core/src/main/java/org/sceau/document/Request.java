package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;
import org.sceau.profiles.Profile;

/** An ITI-65 request whose structure is in order, ready for the rules of MHD. */
final class Request {
    private final Split split;
    private final JsonNode bundle;
    private final Profile profile;
    private final AcceptancePolicy policy;
    private final List<RequestEntry> entries = new ArrayList<>();
    private final Map<String, RequestEntry> byUrl = new HashMap<>();

    private Request(Split split, JsonNode bundle, Profile profile, AcceptancePolicy policy) {
        this.split = split;
        this.bundle = bundle;
        this.profile = profile;
        this.policy = policy;
    }

    static Request transaction(Split split, JsonNode bundle, Profile profile, AcceptancePolicy policy) {
        Request request = new Request(split, bundle, profile, policy);
        for (JsonNode entry : bundle.path("entry")) {
            RequestEntry read = RequestEntry.of(request.entries.size(), entry);
            request.entries.add(read);
            if (!read.fullUrl().isEmpty()) {
                request.byUrl.put(read.fullUrl(), read);
            }
        }
        return request;
    }

    static Request alone(Split split, JsonNode reference, AcceptancePolicy policy) {
        Request request = new Request(split, reference, Profile.MHD_SIMPLIFIED, policy);
        request.entries.add(RequestEntry.alone(reference));
        return request;
    }

    Split split() {
        return split;
    }

    /** The whole metadata. */
    JsonNode bundle() {
        return bundle;
    }

    AcceptancePolicy policy() {
        return policy;
    }

    Profile profile() {
        return profile;
    }

    /** Whether the metadata of Comprehensive are required, with authors contained or not. */
    boolean comprehensive() {
        return profile != Profile.MHD_MINIMAL;
    }

    List<RequestEntry> entries() {
        return entries;
    }

    List<RequestEntry> entries(EntryKind kind) {
        return entries.stream().filter(entry -> entry.is(kind)).toList();
    }

    /** The SubmissionSet; there is exactly one once the slices are checked. */
    Optional<RequestEntry> submissionSet() {
        return entries(EntryKind.SUBMISSION_SET).stream().findFirst();
    }

    /** The entry that a reference leads to: by fullUrl, or {@code Type/id} at the end of one. */
    Optional<RequestEntry> resolve(String reference) {
        RequestEntry exact = byUrl.get(reference);
        if (exact != null || !References.relative(reference)) {
            return Optional.ofNullable(exact);
        }
        return entries.stream()
                .filter(entry ->
                        entry.fullUrl().endsWith("/" + reference) || entry.url().equals(reference))
                .findFirst();
    }

    /** Whether an absolute reference names a server that the policy knows. */
    boolean known(String reference) {
        return policy.knownBases().contains(References.baseOf(reference));
    }

    /** What the splitter took out of an entry. */
    Optional<Extracted> payload(RequestEntry entry) {
        Set<Extracted.Kind> kinds = entry.is(EntryKind.FHIR_DOCUMENT)
                ? Set.of(Extracted.Kind.NESTED_DOCUMENT)
                : Set.of(Extracted.Kind.BINARY);
        return split.payloads().stream()
                .filter(payload -> payload.entry() == entry.index() && kinds.contains(payload.kind()))
                .findFirst();
    }

    /** The content that a DocumentReference names. */
    Optional<RequestEntry> content(RequestEntry reference) {
        return resolve(Fhir.text(attachment(reference), "url"))
                .filter(entry -> entry.is(EntryKind.BINARY) || entry.is(EntryKind.FHIR_DOCUMENT));
    }

    static JsonNode attachment(RequestEntry reference) {
        return reference.resource().path("content").path(0).path("attachment");
    }

    @Override
    public String toString() {
        return "Request[" + entries.size() + " entries]";
    }
}
