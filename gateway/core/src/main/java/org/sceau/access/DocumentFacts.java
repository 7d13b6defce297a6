package org.sceau.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.consent.Visibility;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.routing.rules.Confidentiality;
import org.sceau.routing.rules.Shown;

/**
 * What rules look at of a document.
 *
 * @param types of the document
 * @param classes of the document
 * @param confidentiality never empty: {@code UNLABELLED} where there is no code
 * @param visibility never empty: {@code VISIBLE} where there is no code
 * @param understood false when a confidentiality or visibility code is not known, or a label's code system is not stated: nobody but its sender is granted it
 */
record DocumentFacts(
        List<Coded> types,
        List<Coded> classes,
        Set<Confidentiality> confidentiality,
        Set<Shown> visibility,
        boolean understood) {

    /** A document without codes. */
    static final DocumentFacts NONE = of(DocumentCodes.NONE);

    static DocumentFacts of(DocumentCodes codes) {
        Set<Confidentiality> confidentiality = EnumSet.noneOf(Confidentiality.class);
        Set<Shown> visibility = EnumSet.noneOf(Shown.class);
        boolean understood = true;
        for (Coded label : codes.securityLabel()) {
            if (Confidentiality.isSystem(label.system())) {
                understood &= add(Confidentiality.of(label.code()), confidentiality);
            } else if (Visibility.isSystem(label.system())) {
                understood &= add(Shown.of(label.code()), visibility);
            } else if (label.system().isEmpty()
                    || Confidentiality.of(label.code()).isPresent()) {
                understood = false; // a code of nobody's could be any, and who writes R may mean it
            }
        }
        if (confidentiality.isEmpty()) {
            confidentiality.add(Confidentiality.UNLABELLED);
        }
        if (visibility.isEmpty()) {
            visibility.add(Shown.VISIBLE);
        }
        return new DocumentFacts(codes.type(), codes.category(), confidentiality, visibility, understood);
    }

    private static <T> boolean add(Optional<T> word, Set<T> words) {
        word.ifPresent(words::add);
        return word.isPresent();
    }
}
