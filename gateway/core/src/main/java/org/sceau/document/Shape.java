package org.sceau.document;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What FHIR R4 lets stand in one kind of element.
 *
 * @param type FHIR name, or HAPI's for a block
 * @param slots by JSON name, one for each type of a choice
 * @param required the children that must be there
 */
record Shape(String type, Map<String, Slot> slots, List<Child> required) {

    @Nullable
    Slot slot(String jsonName) {
        return slots.get(jsonName);
    }

    /**
     * A child element.
     *
     * @param name in FHIRPath, without the type of a choice
     * @param many whether it may repeat, which makes it a JSON array
     * @param jsonNames all the names it may have
     */
    record Child(String name, boolean many, Set<String> jsonNames) {}

    /** A child under one of its JSON names. */
    record Slot(Child child, Target target) {}

    /** What stands in a slot. */
    sealed interface Target {
        /** An object. {@code references} are the types a Reference may point at, empty for any or for no Reference. */
        record Composite(BaseRuntimeElementCompositeDefinition<?> definition, Set<String> references)
                implements Target {}

        /** A value. {@code codes} are those of a required binding, empty for none. */
        record Primitive(PrimitiveForm form, Set<String> codes) implements Target {}

        /** A resource of any type. */
        record AnyResource(boolean contained) implements Target {}

        /** XHTML in a string. */
        record Xhtml() implements Target {}
    }
}
