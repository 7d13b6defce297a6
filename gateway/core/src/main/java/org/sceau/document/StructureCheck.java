package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sceau.document.Shape.Child;
import org.sceau.document.Shape.Slot;
import org.sceau.document.Shape.Target;
import org.sceau.failure.FailureCode;

/**
 * Is it FHIR R4? Names, cardinalities, JSON kinds, forms of values, required codes, and the invariants of
 * {@link Invariants}. One for each resource tree; not thread-safe.
 */
final class StructureCheck {
    private static final Target.Primitive ELEMENT_ID = new Target.Primitive(PrimitiveForm.STRING, Set.of());

    private final FhirModel model;
    private final Findings findings;

    StructureCheck(FhirModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void resource(JsonNode node, Place place) {
        resource(node, place, new ResourceScope(node, false));
    }

    private void resource(JsonNode node, Place place, ResourceScope scope) {
        String type = node.path("resourceType").asText("");
        Shape shape = node.isObject() ? model.resource(type).orElse(null) : null;
        if (shape == null) {
            findings.add(FailureCode.VALUE_INVALID, place, "a resource with a resourceType of FHIR R4");
            return;
        }
        composite(node, shape, place, scope);
    }

    private void composite(JsonNode node, Shape shape, Place place, ResourceScope scope) {
        if (!node.isObject() || node.isEmpty()) {
            findings.add(FailureCode.VALUE_INVALID, place, "an object that is not empty");
            return;
        }
        List<Child> seen = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("resourceType") || !scope.isRoot(node)) {
                field(field.getKey(), field.getValue(), shape, place, scope, seen);
            }
        }
        for (Child child : shape.required()) {
            if (!seen.contains(child)) {
                findings.add(FailureCode.ELEMENT_REQUIRED, place, child.name());
            }
        }
        Invariants.check(shape.type(), node, place, scope, findings);
    }

    private void field(String name, JsonNode value, Shape shape, Place place, ResourceScope scope, List<Child> seen) {
        boolean shadow = name.startsWith("_");
        Slot slot = shape.slot(shadow ? name.substring(1) : name);
        if (slot == null || (shadow && !(slot.target() instanceof Target.Primitive))) {
            findings.add(FailureCode.ELEMENT_UNKNOWN, place);
            return;
        }
        Child child = slot.child();
        if (seen.contains(child) && child.jsonNames().size() > 1 && !shadow) {
            findings.add(FailureCode.ELEMENT_REPEATED, place, "1 " + child.name());
        }
        seen.add(child);
        if (child.many() != value.isArray()) {
            FailureCode code = child.many() ? FailureCode.VALUE_INVALID : FailureCode.ELEMENT_REPEATED;
            findings.add(code, place.child(child.name()), child.many() ? "a JSON array" : "1 " + child.name());
            return;
        }
        if (!child.many()) {
            value(value, slot, shadow, place.child(child.name()), scope);
            return;
        }
        if (value.isEmpty()) {
            findings.add(FailureCode.VALUE_INVALID, place.child(child.name()), "an array that is not empty");
        }
        for (int i = 0; i < value.size(); i++) {
            // arrays of values and of their extensions fill each other's gaps with null
            if (!value.path(i).isNull() || !(slot.target() instanceof Target.Primitive)) {
                value(value.path(i), slot, shadow, place.child(child.name(), i), scope);
            }
        }
    }

    private void value(JsonNode value, Slot slot, boolean shadow, Place place, ResourceScope scope) {
        switch (slot.target()) {
            case Target.Primitive primitive when shadow -> shadow(value, place, scope);
            case Target.Primitive primitive -> primitive(value, primitive, place);
            case Target.Composite composite -> {
                composite(value, model.shape(composite.definition()), place, scope);
                Invariants.reference(value, composite.references(), place, findings);
            }
            case Target.AnyResource resource ->
                resource(
                        value,
                        place,
                        resource.contained()
                                ? scope.contained(value)
                                : new ResourceScope(value, scope.inDocument(value)));
            case Target.Xhtml xhtml -> Narratives.check(value, place, findings);
        }
    }

    private void primitive(JsonNode value, Target.Primitive primitive, Place place) {
        if (!primitive.form().fits(value)) {
            findings.add(FailureCode.VALUE_INVALID, place, primitive.form().description());
        } else if (!primitive.codes().isEmpty() && !primitive.codes().contains(value.asText())) {
            findings.add(FailureCode.CODE_INVALID, place, String.join(", ", new TreeSet<>(primitive.codes())));
        }
    }

    /** The id and extensions of a value, JSON's {@code _name}. */
    private void shadow(JsonNode value, Place place, ResourceScope scope) {
        if (value.isObject() && !value.isEmpty()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                switch (field.getKey()) {
                    case "id" -> primitive(field.getValue(), ELEMENT_ID, place.child("id"));
                    case "extension" ->
                        field(
                                "extension",
                                field.getValue(),
                                model.element("Identifier"),
                                place,
                                scope,
                                new ArrayList<>());
                    default -> findings.add(FailureCode.ELEMENT_UNKNOWN, place);
                }
            }
        } else {
            findings.add(FailureCode.VALUE_INVALID, place, "an object that is not empty");
        }
    }
}
