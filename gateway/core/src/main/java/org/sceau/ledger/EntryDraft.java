package org.sceau.ledger;

import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.proof.EventName;
import org.sceau.proof.Openings;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * What a unit wants the journal to say.
 *
 * @param event what happened
 * @param transfer whose
 * @param recipient stated in the entry
 * @param actor who
 * @param grounds why
 * @param reason of a negative event
 * @param openings of the salted digests
 * @param key under which the openings are sealed; present when there are openings
 * @param party may have the receipt
 * @param otherParty may have it, too
 * @param patient whose data it is about, for the patient's own view
 */
record EntryDraft(
        EventName event,
        Optional<TransferId> transfer,
        Optional<PartnerId> recipient,
        Actor actor,
        Grounds grounds,
        Optional<FailureCode> reason,
        Openings openings,
        Optional<WorkingKey> key,
        Optional<PartnerId> party,
        Optional<PartnerId> otherParty,
        Optional<Digest> patient) {

    static EntryDraft of(EventName event, Actor actor, Grounds grounds) {
        return new EntryDraft(
                event,
                Optional.empty(),
                Optional.empty(),
                actor,
                grounds,
                Optional.empty(),
                Openings.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    EntryDraft about(TransferId id, Optional<PartnerId> to) {
        return new EntryDraft(
                event, Optional.of(id), to, actor, grounds, reason, openings, key, party, otherParty, patient);
    }

    EntryDraft because(Optional<FailureCode> code) {
        return new EntryDraft(
                event, transfer, recipient, actor, grounds, code, openings, key, party, otherParty, patient);
    }

    EntryDraft on(Openings opened, WorkingKey under) {
        return new EntryDraft(
                event,
                transfer,
                recipient,
                actor,
                grounds,
                reason,
                opened,
                Optional.of(under),
                party,
                otherParty,
                patient);
    }

    EntryDraft visibleTo(PartnerId one, Optional<PartnerId> other) {
        return new EntryDraft(
                event, transfer, recipient, actor, grounds, reason, openings, key, Optional.of(one), other, patient);
    }

    EntryDraft of(Digest patientMac) {
        return new EntryDraft(
                event,
                transfer,
                recipient,
                actor,
                grounds,
                reason,
                openings,
                key,
                party,
                otherParty,
                Optional.of(patientMac));
    }
}
