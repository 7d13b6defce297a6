package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.document.DocumentEntry;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.index.Blinding;
import org.sceau.intake.Extracted;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.proof.EventName;
import org.sceau.proof.Opening;
import org.sceau.proof.Salt;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.vault.StoredPayload;

/**
 * An acceptance. Decides what only the ledger can know: is it a repeat, does what it replaces exist, are its identifiers
 * free; then writes transfer, outbox, index and entry.
 */
final class AcceptUnit implements Unit<AcceptOutcome> {
    private final Acceptance acceptance;
    private final Blinding blinding;

    AcceptUnit(Acceptance acceptance, Blinding blinding) {
        this.acceptance = acceptance;
        this.blinding = blinding;
    }

    @Override
    public List<StoredPayload> payloads() {
        return acceptance.objects().stream().map(AcceptedObject::payload).toList();
    }

    @Override
    public AcceptOutcome write(Batch batch) throws SQLException {
        Submission submission = acceptance.submission();
        PartnerId sender = acceptance.caller().partner();
        Digest submissionMac = blinding.submission(sender, repeatKey(submission));
        Digest contentMac = blinding.content(sender, contentOf(submission));
        Optional<AcceptOutcome> repeat = Repeats.of(batch.sql(), submissionMac, contentMac);
        if (repeat.isPresent()) {
            return repeat.get();
        }
        Digest patient = blinding.patient(submission.patient());
        IndexRules rules = new IndexRules(batch.sql(), blinding, sender, patient);
        List<Issue> issues = rules.judge(submission);
        if (!issues.isEmpty()) {
            return new AcceptOutcome.Refused(issues);
        }
        WorkingKey key = batch.keyOf(patient);
        Content.insert(batch, acceptance, key);
        ReceiptId receipt = enter(batch, key, patient);
        TransferRows.insert(batch, acceptance, new TransferRows.Marks(submissionMac, contentMac), key, receipt);
        if (acceptance.stamping().isPresent()) {
            SignatureStamps.due(
                    batch, acceptance.transfer().value(), acceptance.stamping().get());
        }
        List<Acknowledgement.QueuedDelivery> deliveries = DeliveryRows.insert(batch, acceptance);
        List<DocumentId> documents = new IndexRows(batch, acceptance, blinding, patient, key).insert(rules);
        return new AcceptOutcome.Recorded(
                new Acknowledgement(acceptance.transfer(), receipt, batch.now(), documents, deliveries));
    }

    /** A SubmissionSet that the gateway made has no identifier that comes again; the document has. */
    private static String repeatKey(Submission submission) {
        return submission.submissionSet().entry() < 0 && !submission.documents().isEmpty()
                ? "document " + submission.documents().getFirst().uniqueId()
                : "set " + submission.submissionSet().uniqueId();
    }

    private static List<Digest> contentOf(Submission submission) {
        List<Digest> digests = new ArrayList<>();
        digests.add(submission.normalised());
        for (Extracted payload : submission.split().payloads()) {
            digests.add(payload.payload().sha256());
        }
        return digests;
    }

    private ReceiptId enter(Batch batch, WorkingKey key, Digest patient) throws SQLException {
        List<Opening> openings = new ArrayList<>();
        List<Extracted> payloads = acceptance.submission().split().payloads();
        for (int i = 0; i < payloads.size(); i++) {
            openings.add(
                    opening(batch, "payload/" + i, payloads.get(i).payload().sha256()));
        }
        openings.add(opening(
                batch, "metadata", acceptance.submission().split().metadata().sha256()));
        openings.add(
                opening(batch, "signature", Digest.sha256(acceptance.jades().bytes())));
        Actor actor = Actors.mutualTls(acceptance.caller());
        return batch.enter(EntryDraft.of(EventName.SUBMISSION_ACCEPTANCE, actor, acceptance.grounds())
                .about(acceptance.transfer(), Optional.empty())
                .on(Actors.withPerson(openings, acceptance.caller(), batch.random()), key)
                .visibleTo(acceptance.caller().partner(), Optional.empty())
                .of(patient));
    }

    private static Opening opening(Batch batch, String name, Digest sha256) {
        return Opening.ofContent(name, Salt.random(batch.random()), sha256);
    }

    @Override
    public void recorded(AcceptOutcome outcome, PayloadStore vault) {
        switch (outcome) {
            case AcceptOutcome.Recorded recorded ->
                payloads().forEach(payload -> payload.key().destroy());
            case AcceptOutcome.Repeated repeated -> dropped(vault);
            case AcceptOutcome.Conflict conflict -> dropped(vault);
            case AcceptOutcome.Refused refused -> dropped(vault);
        }
    }

    @Override
    public void dropped(PayloadStore vault) {
        payloads().forEach(vault::discard);
        acceptance.submission().split().discard();
    }

    /** Where an issue about a document's place in the request points. */
    static Issue at(FailureCode code, DocumentEntry document, String element) {
        return Issue.at(code, "Bundle.entry[" + document.entry() + "].resource" + element);
    }
}
