package org.sceau.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;

/**
 * Reads the professional quality that the subject of an IGC-Santé certificate shows: a professional's card has
 * {@code CN=<national id>+SN+GN, title=<profession>}, an employee's card has a CN with a slash and the structure's id as
 * OU. The identity in it is not read. Names are read RDN by RDN, each of which may have several values.
 */
final class SubjectQuality {
    private static final Pattern STRUCTURE = Pattern.compile("[0-9]{9,15}");
    private static final String TITLE_OID = "2.5.4.12";

    /** Labels of TRE_G15 as certificates write them. */
    private static final Map<String, String> PROFESSIONS = Map.of(
            "médecin", "10",
            "pharmacien", "21",
            "chirurgien-dentiste", "40",
            "sage-femme", "50",
            "infirmier", "60",
            "masseur-kinésithérapeute", "70",
            "pédicure-podologue", "80");

    private SubjectQuality() {}

    static ProfessionalQuality of(X500Principal subject) {
        Map<String, String> parts = parts(subject);
        Optional<String> profession =
                Optional.ofNullable(parts.get("TITLE")).map(title -> PROFESSIONS.get(title.toLowerCase(Locale.FRENCH)));
        Optional<String> organisation = Optional.ofNullable(parts.get("OU"))
                .filter(unit -> STRUCTURE.matcher(unit).matches());
        return new ProfessionalQuality(family(parts, profession, organisation), profession, organisation);
    }

    private static Optional<CardFamily> family(
            Map<String, String> parts, Optional<String> profession, Optional<String> organisation) {
        if (profession.isPresent()) {
            return Optional.of(CardFamily.CPS);
        }
        boolean employee =
                organisation.isPresent() && parts.getOrDefault("CN", "").contains("/");
        return employee ? Optional.of(CardFamily.CPE) : Optional.empty();
    }

    private static Map<String, String> parts(X500Principal subject) {
        Map<String, String> parts = new HashMap<>();
        try {
            String name = subject.getName(X500Principal.RFC2253, Map.of(TITLE_OID, "TITLE"));
            for (Rdn rdn : new LdapName(name).getRdns()) {
                var attributes = rdn.toAttributes().getAll();
                while (attributes.hasMore()) {
                    Attribute attribute = attributes.next();
                    if (attribute.get() instanceof String text) {
                        parts.putIfAbsent(attribute.getID().toUpperCase(Locale.ROOT), text);
                    }
                }
            }
        } catch (InvalidNameException _) {
            return Map.of();
        } catch (NamingException _) {
            return Map.of();
        }
        return parts;
    }
}
