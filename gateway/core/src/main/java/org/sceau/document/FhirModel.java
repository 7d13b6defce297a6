package org.sceau.document;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.sceau.document.Shape.Child;
import org.sceau.document.Shape.Slot;
import org.sceau.document.Shape.Target;

/**
 * FHIR R4 as HAPI's classes describe it, compiled to {@link Shape}s, each once when it is first met. Thread-safe.
 */
final class FhirModel {
    private final FhirContext context;
    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    FhirModel(FhirContext context) {
        this.context = context;
    }

    /** The shape of a resource type, if R4 has it. */
    Optional<Shape> resource(String type) {
        return context.getResourceTypes().contains(type)
                ? Optional.of(shape(context.getResourceDefinition(type)))
                : Optional.empty();
    }

    /** The shape of a complex data type. */
    Shape element(String type) {
        return shape(composite(context.getElementDefinition(type)));
    }

    Shape shape(BaseRuntimeElementCompositeDefinition<?> definition) {
        return shapes.computeIfAbsent(definition.getImplementingClass(), key -> compile(definition));
    }

    private Shape compile(BaseRuntimeElementCompositeDefinition<?> definition) {
        Map<String, Slot> slots = new HashMap<>();
        List<Child> required = new ArrayList<>();
        for (BaseRuntimeChildDefinition child : definition.getChildrenAndExtension()) {
            Map<String, Target> targets = targets(child);
            String name = child.getElementName().replace("[x]", "");
            Child described = new Child(name, child.getMax() != 1, Set.copyOf(targets.keySet()));
            targets.forEach((jsonName, target) -> slots.put(jsonName, new Slot(described, target)));
            if (child.getMin() > 0) {
                required.add(described);
            }
        }
        return new Shape(definition.getName(), Map.copyOf(slots), List.copyOf(required));
    }

    private Map<String, Target> targets(BaseRuntimeChildDefinition child) {
        String element = child.getElementName();
        if (element.equals("extension") || element.equals("modifierExtension")) {
            return Map.of(
                    element, new Target.Composite(composite(context.getElementDefinition("Extension")), Set.of()));
        }
        Map<String, Target> targets = new HashMap<>();
        for (String name : child.getValidChildNames()) {
            // HAPI still knows DSTU1's names of references
            boolean old =
                    name.endsWith("Resource") && child.getValidChildNames().size() > 1;
            if (!old || name.equals(element)) {
                targets.put(name, target(child, child.getChildByName(name)));
            }
        }
        return targets;
    }

    private Target target(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> definition) {
        return switch (definition.getChildType()) {
            case PRIMITIVE_DATATYPE, ID_DATATYPE ->
                new Target.Primitive(PrimitiveForm.of(definition.getName()), codes(child));
            case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> new Target.Xhtml();
            case RESOURCE -> new Target.AnyResource(false);
            case CONTAINED_RESOURCE_LIST, CONTAINED_RESOURCES -> new Target.AnyResource(true);
            case COMPOSITE_DATATYPE, RESOURCE_BLOCK, EXTENSION_DECLARED, UNDECL_EXT ->
                new Target.Composite(composite(definition), referenced(child));
        };
    }

    private static BaseRuntimeElementCompositeDefinition<?> composite(
            @Nullable BaseRuntimeElementDefinition<?> definition) {
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            return composite;
        }
        throw new IllegalStateException("HAPI describes R4 in a way not foreseen");
    }

    private Set<String> referenced(BaseRuntimeChildDefinition child) {
        Set<String> types = new HashSet<>();
        if (child instanceof RuntimeChildResourceDefinition reference) {
            for (Class<? extends IBaseResource> type : reference.getResourceTypes()) {
                if (type.isInterface() || java.lang.reflect.Modifier.isAbstract(type.getModifiers())) {
                    return Set.of();
                }
                types.add(context.getResourceDefinition(type).getName());
            }
        }
        return Set.copyOf(types);
    }

    private static Set<String> codes(BaseRuntimeChildDefinition child) {
        if (!(child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition enumeration)) {
            return Set.of();
        }
        Set<String> codes = new LinkedHashSet<>();
        try {
            for (Enum<?> constant : enumeration.getBoundEnumType().getEnumConstants()) {
                if (!constant.name().equals("NULL")
                        && constant.getDeclaringClass().getMethod("toCode").invoke(constant) instanceof String code) {
                    codes.add(code);
                }
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unforeseen) {
            throw new IllegalStateException("HAPI describes R4 in a way not foreseen", unforeseen);
        }
        return Set.copyOf(codes);
    }
}
