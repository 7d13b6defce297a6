package org.sceau.transfer;

import java.util.regex.Pattern;

/** The operator's short name of a partner organisation: lower case, digits and dashes, at most 64 characters. */
public record PartnerId(String value) implements Comparable<PartnerId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    /** Throws IllegalArgumentException when the form is not kept. */
    public PartnerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a partner id has 1 to 64 lower-case letters, digits and dashes");
        }
    }

    @Override
    public int compareTo(PartnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
