package org.sceau.routing.rules;

import java.util.Optional;
import java.util.Set;
import org.sceau.document.Coded;
import org.sceau.routing.Documented;

/**
 * Which documents a rule is about: every part that is written must hold. Of labels, a grant wants all that the document has
 * among those written, a refusal one.
 *
 * @param types of documents
 * @param classes of documents
 * @param confidentiality labels
 * @param visibility labels
 * @param relation what the document is to who asks
 */
public record Which(
        @Documented(what = "types as system|code", example = "[\"http://loinc.org|11502-2\"]")
        Optional<Set<Coded>> types,

        @Documented(what = "classes (category) as system|code", example = "[\"urn:oid:1.2.250.1.213.1.1.4.1|11\"]")
        Optional<Set<Coded>> classes,

        @Documented(
                what =
                        "v3-Confidentiality: unrestricted (U), low (L), moderate (M), normal (N), restricted (R),"
                                + " very-restricted (V), unlabelled; a grant wants every label of the document here, a refusal one",
                example = "[normal, restricted]")
        Optional<Set<Confidentiality>> confidentiality,

        @Documented(
                what =
                        "TRE_A07: visible (no code), masque-ps, invisible-patient, invisible-representants-legaux; a grant"
                                + " wants every code of the document here, a refusal one",
                example = "[visible, invisible-patient]")
        Optional<Set<Shown>> visibility,

        @Documented(
                what = "what the document is to who asks: sender, recipient, store, other; other is opened by"
                        + " break-glass alone",
                example = "[recipient]")
        Optional<Set<Relation>> relation) {

    /** Every document. */
    public static final Which EVERY =
            new Which(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies its sets. */
    public Which {
        types = types.map(Set::copyOf);
        classes = classes.map(Set::copyOf);
        confidentiality = confidentiality.map(Set::copyOf);
        visibility = visibility.map(Set::copyOf);
        relation = relation.map(Set::copyOf);
    }

    /** True when no part looks at the document's own codes. */
    public boolean everyCode() {
        return types.isEmpty() && classes.isEmpty() && confidentiality.isEmpty() && visibility.isEmpty();
    }
}
