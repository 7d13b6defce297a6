package org.sceau.routing;

import java.util.regex.Pattern;

/** The operator's short name of a route: lower case, digits and dashes, at most 64 characters. */
public record RouteId(String value) implements Comparable<RouteId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    /** Throws IllegalArgumentException when the form is not kept. */
    public RouteId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a route id has 1 to 64 lower-case letters, digits and dashes");
        }
    }

    @Override
    public int compareTo(RouteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
