package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resource that an element stands in, and the resource around that if it is contained. Resolves {@code #id}
 * (R4, 2.3.2).
 */
final class ResourceScope {
    private final JsonNode resource;
    private final @Nullable ResourceScope container;
    private final boolean marker;
    private final Set<String> contained = new HashSet<>();

    ResourceScope(JsonNode resource, boolean marker) {
        this(resource, null, marker);
    }

    private ResourceScope(JsonNode resource, @Nullable ResourceScope container, boolean marker) {
        this.resource = resource;
        this.container = container;
        this.marker = marker;
        resource.path("contained").forEach(one -> contained.add(one.path("id").asText("")));
    }

    ResourceScope contained(JsonNode inner) {
        return new ResourceScope(inner, container == null ? this : container, false);
    }

    boolean isContained() {
        return container != null;
    }

    @SuppressWarnings("ReferenceEquality") // the resource itself, not one that says the same
    boolean isRoot(JsonNode node) {
        return node == resource;
    }

    /** Whether a resource inside a Bundle is a FHIR document, whose own rules are checked where its content is. */
    boolean inDocument(JsonNode inner) {
        return inner.path("resourceType").asText("").equals("Bundle");
    }

    /** True for the stand-in of a FHIR document that was taken out. */
    boolean isMarker() {
        return marker;
    }

    /** Whether {@code #id}, or {@code #} alone for the container, leads to something. */
    boolean resolves(String fragment) {
        ResourceScope outer = container == null ? this : container;
        return fragment.equals("#") ? container != null : outer.contained.contains(fragment.substring(1));
    }
}
