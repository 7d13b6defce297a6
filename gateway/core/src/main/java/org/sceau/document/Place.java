package org.sceau.document;

import org.jspecify.annotations.Nullable;

/** Where in a resource: a FHIRPath that is written out only when something is wrong there. Names come from our model. */
record Place(@Nullable Place parent, String name, int index) {
    private static final int NO_INDEX = -1;

    static Place root(String name) {
        return new Place(null, name, NO_INDEX);
    }

    Place child(String element) {
        return new Place(this, element, NO_INDEX);
    }

    Place child(String element, int at) {
        return new Place(this, element, at);
    }

    String expression() {
        String own = index == NO_INDEX ? name : name + "[" + index + "]";
        return parent == null ? own : parent.expression() + "." + own;
    }

    @Override
    public String toString() {
        return expression();
    }
}
