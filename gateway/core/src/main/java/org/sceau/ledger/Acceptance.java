package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.access.Accepted;
import org.sceau.document.Submission;
import org.sceau.encryption.Addressed;
import org.sceau.identity.Caller;
import org.sceau.proof.Digest;
import org.sceau.proof.JadesFile;
import org.sceau.proof.Lifespan;
import org.sceau.routing.RouteId;
import org.sceau.routing.TimeStamping;
import org.sceau.signature.Signed;
import org.sceau.transfer.Mode;
import org.sceau.transfer.TransferId;

/**
 * What the ledger stores of a submission that was accepted, signed and addressed. Holds patient data: tells the transfer
 * only in toString.
 *
 * @param transfer its id
 * @param caller who sent it
 * @param submission what was sent
 * @param route id of the route that takes it
 * @param mode who can open it; in {@code READER_ONLY} no wrap of a content key for the gateway is stored
 * @param grounds why it was accepted
 * @param recipients who gets it; one delivery each
 * @param jades the signature over payloads and metadata object, exactly as made
 * @param stamping where the route asks for a time-stamp over the signature itself
 * @param objects the encrypted payloads in order, and the encrypted metadata object where a reader needs it
 */
public record Acceptance(
        TransferId transfer,
        Caller caller,
        Submission submission,
        RouteId route,
        Mode mode,
        Grounds grounds,
        List<Recipient> recipients,
        Octets jades,
        Optional<Stamping> stamping,
        List<AcceptedObject> objects) {

    /**
     * A time-stamp over the signature that is to be had.
     *
     * @param imprint what it is over
     * @param ends when the signature's certificate ends
     * @param algorithms that the signature rests on ({@link Lifespan#algorithmsText})
     */
    public record Stamping(Digest imprint, Instant ends, String algorithms) {

        static Optional<Stamping> of(Signed signed) {
            return signed.accepted().route().timeStamp() == TimeStamping.DOCUMENT
                    ? Optional.of(new Stamping(
                            JadesFile.decode(signed.jades()).stamped(),
                            signed.ends(),
                            signed.lifespan().algorithmsText()))
                    : Optional.empty();
        }
    }

    /** Copies its lists. */
    public Acceptance {
        recipients = List.copyOf(recipients);
        objects = List.copyOf(objects);
    }

    /** What there is to store of an addressed submission; the limit of every delivery runs from the decision. */
    public static Acceptance of(Addressed addressed) {
        Accepted accepted = addressed.signed().accepted();
        Instant limit = accepted.at().plus(accepted.route().limit());
        return new Acceptance(
                accepted.transfer(),
                accepted.caller(),
                accepted.submission(),
                accepted.route().id(),
                accepted.route().mode(),
                new Grounds(
                        accepted.rule(),
                        accepted.decision(),
                        accepted.revisions().digests()),
                accepted.recipients().stream()
                        .map(partner -> new Recipient(partner.id(), DeliveryWay.of(partner.channel()), limit))
                        .toList(),
                Octets.of(addressed.signed().jades()),
                Stamping.of(addressed.signed()),
                addressed.objects().stream().map(AcceptedObject::of).toList());
    }

    @Override
    public String toString() {
        return "Acceptance[" + transfer + "]";
    }
}
