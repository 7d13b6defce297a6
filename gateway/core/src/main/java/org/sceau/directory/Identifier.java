package org.sceau.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which somebody is known.
 *
 * @param system URI of who gives such identifiers
 * @param value as it was given
 */
public record Identifier(String system, String value) {
    /** National identifiers of professionals (IDNPS); not to be taken apart. */
    public static final String PROFESSIONALS = "urn:oid:1.2.250.1.71.4.2.1";
    /** National identifiers of structures: FINESS, SIRET and others with their prefix. */
    public static final String STRUCTURES = "urn:oid:1.2.250.1.71.4.2.2";
    /** RPPS numbers, 11 digits. */
    public static final String RPPS = "https://rpps.esante.gouv.fr";
    /** FINESS numbers, 9 characters. */
    public static final String FINESS = "http://finess.sante.gouv.fr";
    /** SIRET and SIREN numbers. */
    public static final String SIRENE = "http://sirene.fr";

    private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9+.-]{1,15}:[\\x21-\\x7b\\x7d\\x7e]{1,180}");
    private static final Pattern VALUE =
            Pattern.compile("[\\x21-\\x7b\\x7d\\x7e](?:[\\x20-\\x7b\\x7d\\x7e]{0,98}[\\x21-\\x7b\\x7d\\x7e])?");

    /** Throws IllegalArgumentException when the form is not kept: visible ASCII, no bar. */
    public Identifier {
        if (!SYSTEM.matcher(system).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("an identifier has a system, which is a URI, and 1 to 100 characters");
        }
    }

    /** {@code system|value}; empty when it is no identifier, for example a reference. */
    public static Optional<Identifier> parse(String token) {
        int bar = token.indexOf('|');
        return bar < 0 ? Optional.empty() : of(token.substring(0, bar), token.substring(bar + 1));
    }

    /** The identifier; empty when the form is not kept. */
    public static Optional<Identifier> of(String system, String value) {
        boolean fits = SYSTEM.matcher(system).matches() && VALUE.matcher(value).matches();
        return fits ? Optional.of(new Identifier(system, value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return system + "|" + value;
    }
}
