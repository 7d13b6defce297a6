package org.sceau.access;

import java.util.List;
import org.sceau.document.AuthorVerdict;
import org.sceau.proof.Entry;

/** Puts the verdicts on authors' signatures after a decision, as far as an entry's text has room for them. */
final class Verdicts {
    private Verdicts() {}

    /** {@code decision} itself where there are none; those without room are counted. */
    static String added(String decision, List<AuthorVerdict> signatures, boolean withheld) {
        if (signatures.isEmpty()) {
            return decision;
        }
        StringBuilder text = new StringBuilder(decision);
        for (int i = 0; i < signatures.size(); i++) {
            String next = "; " + (withheld ? signatures.get(i).unnamed() : signatures.get(i)).text();
            int left = signatures.size() - i - 1;
            String rest = left == 0 ? "" : more(left);
            if (text.length() + next.length() + rest.length() > Entry.MAXIMUM_TEXT_LENGTH) {
                String others = more(left + 1);
                return text.length() + others.length() > Entry.MAXIMUM_TEXT_LENGTH ? text.toString() : text + others;
            }
            text.append(next);
        }
        return text.toString();
    }

    private static String more(int number) {
        return "; author's signatures not listed: " + number;
    }
}
