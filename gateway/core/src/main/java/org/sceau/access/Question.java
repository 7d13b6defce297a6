package org.sceau.access;

import org.sceau.identity.Acting;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Relation;
import org.sceau.transfer.PartnerId;

/**
 * What rules are asked: may this subject do that with this document.
 *
 * @param action what
 * @param partner who
 * @param quality in which quality
 * @param acting for whom, how that is known, what for
 * @param relation what the document is to the subject
 * @param document its codes
 */
record Question(
        Action action,
        PartnerId partner,
        ProfessionalQuality quality,
        Acting acting,
        Relation relation,
        DocumentFacts document) {

    static Question of(Action action, Caller caller, Relation relation, DocumentFacts document) {
        return new Question(action, caller.partner(), caller.quality(), caller.acting(), relation, document);
    }

    /** Whether a recipient may be sent a document: an organisation acts, nobody states a purpose. */
    static Question received(Partner recipient, DocumentFacts document) {
        Relation relation = recipient.channel() instanceof Channel.HostingStore ? Relation.STORE : Relation.RECIPIENT;
        return new Question(
                Action.RECEIVE, recipient.id(), recipient.recordedQuality(), Acting.ORGANISATION, relation, document);
    }
}
