package org.sceau.routing;

import java.util.Set;
import org.sceau.document.Submission;
import org.sceau.transfer.PartnerId;

/**
 * What a route is matched against. Holds patient data: tells nothing in toString.
 *
 * @param sender who hands it in
 * @param submission what is handed in
 * @param intended the partners that it names as intended recipients
 */
record Asked(PartnerId sender, Submission submission, Set<PartnerId> intended) {

    @Override
    public String toString() {
        return "Asked[" + sender + "]";
    }
}
