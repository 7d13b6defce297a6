package org.sceau.evidence;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sceau.consent.Visibility;
import org.sceau.document.Coded;
import org.sceau.document.ReferenceFacts;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Seal;
import org.sceau.ledger.Actors;
import org.sceau.ledger.DeliveryLine;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.ReceiptShelf;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.TransferLine;
import org.sceau.ledger.Transfers;
import org.sceau.proof.Actor;
import org.sceau.proof.EventName;
import org.sceau.proof.EvidenceStatement;
import org.sceau.proof.EvidenceStatement.DeliveryOutcome;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceStatement.Outcome;
import org.sceau.proof.EvidenceStatement.Role;
import org.sceau.proof.EvidenceWriter;
import org.sceau.proof.ListIssuer;
import org.sceau.proof.Receipt;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.ValidationValues;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.Vault;

/**
 * Makes evidence files.
 *
 * <p>Guarantees: a sender gets the receipts of its submission, its signature and one code for each recipient, never the
 * reason of a refusal: whether there is a consent is not its business. A recipient gets what concerns its own delivery once
 * it has ended well; before, and where it was kept out, there is no such transfer for it. An operator or auditor gets no
 * document. The patient gets the receipts of what happened to the documents of this transfer (as all readers do, the 1,000 oldest), refusals and evidence given to
 * others among them, and who did it in which quality; of digests only those of the documents themselves; none of it while a
 * document is hidden from the patient (TRE_A07). Documents are in the file only in a form for which the party is entitled: encrypted for a recipient that has a
 * key wrapped for it, in clear for a sender or recipient; the caller MUST have judged its right to every one of them. The
 * journal has its entry before a byte is given. Thread-safe.
 */
public final class MakeEvidence {
    private final Transfers transfers;
    private final ReceiptShelf receipts;
    private final Vault vault;
    private final Supplier<Seal> seals;
    private final Supplier<List<X509CRL>> lists;
    private final EvidenceJournal journal;
    private final InstantSource clock;
    private final SignatureForm signatures;

    /**
     * Makes them of what the ledger and the vault hold.
     *
     * @param lists the revocation lists now in force
     * @param anchors of the seal and of the time-stamp authorities
     */
    public MakeEvidence(
            Transfers transfers,
            ReceiptShelf receipts,
            Vault vault,
            Supplier<Seal> seals,
            Supplier<List<X509CRL>> lists,
            TrustAnchors anchors,
            EvidenceJournal journal,
            InstantSource clock) {
        this.transfers = transfers;
        this.receipts = receipts;
        this.vault = vault;
        this.seals = seals;
        this.lists = lists;
        this.journal = journal;
        this.clock = clock;
        this.signatures = new SignatureForm(transfers, anchors);
    }

    /**
     * Journals that {@code by} gives evidence of a transfer to {@code reader}, and prepares it; the caller closes.
     *
     * @throws Refused {@code NOT_FOUND} when there is no such transfer or the party has no part in it, {@code
     *     NOT_PERMITTED} when it may not have documents in that form, {@code NOT_ACCEPTABLE} when there is none in it
     */
    public EvidenceFile make(TransferId transfer, Reader reader, Documents form, Actor by) {
        TransferLine line = transfers.show(transfer).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        Role role = role(line, reader);
        requireEntitled(role, form);
        Instant now = clock.instant();
        Seal seal = seals.get();
        requireValid(seal.chain().getFirst(), now);
        Dossier dossier = transfers.open(transfer).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        if (role == Role.PATIENT) {
            requireShownToPatient(dossier);
        }
        EvidenceWriter writer = new EvidenceWriter(new EvidenceStatement(
                transfer.value(), role, party(reader).map(PartnerId::value), now, form, outcomes(role, line)));
        Set<ListIssuer> issuers = RevocationLists.issuers(seal);
        for (byte[] receipt : receipts(role, transfer, reader)) {
            writer.receipt(receipt);
            issuers.addAll(ValidationValues.issuers(Receipt.read(receipt)));
        }
        EvidenceDocuments documents = new EvidenceDocuments(vault, dossier);
        EvidenceFile file = new EvidenceFile(writer, seal, now, documents.keys());
        boolean journaled = false;
        try {
            if (role != Role.OPERATOR && role != Role.PATIENT) {
                writer.signature(signatures.of(dossier));
            }
            party(reader).ifPresent(partner -> documents.add(writer, form, partner));
            RevocationLists.of(lists.get(), issuers, now).forEach(writer::revocationList);
            journal.disclosed(transfer, named(role, reader, by), form.code(), by);
            journaled = true;
            return file;
        } finally {
            if (!journaled) {
                file.close();
            }
        }
    }

    /** Whose identity a rule withholds is not named beside its quality either. */
    private static String named(Role role, Reader reader, Actor by) {
        return by.method().equals(Actors.QUALITY_ALONE) ? role.code() : role.code() + "/" + reader.label();
    }

    /** The receipts of a transfer tell of all its documents: one that the patient is not to know of yet keeps back all. */
    private static void requireShownToPatient(Dossier dossier) {
        for (StoredDocument document : dossier.documents()) {
            List<Coded> labels = ReferenceFacts.codes(document.resource()).securityLabel();
            if (Visibility.of(labels, Visibility.Reader.PATIENT) instanceof Visibility.Verdict.Hidden) {
                throw new Refused(FailureCode.NOT_PERMITTED);
            }
        }
    }

    /** Throws {@link Refused} {@code NOT_FOUND} when there is no such transfer, or the party has no part in it (yet). */
    public void requirePart(TransferId transfer, PartnerId partner) {
        TransferLine line = transfers.show(transfer).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        var _ = role(line, new Reader.Party(partner, true));
    }

    static Role role(TransferLine line, Reader reader) {
        return switch (reader) {
            case Reader.Operator _ -> Role.OPERATOR;
            case Reader.Auditor _ -> Role.AUDITOR;
            case Reader.Patient _ -> Role.PATIENT;
            case Reader.Party(PartnerId partner, boolean _) -> {
                if (line.sender().equals(partner)) {
                    yield Role.SENDER;
                }
                boolean recipient = line.deliveries().stream()
                        .anyMatch(delivery -> delivery.recipient().equals(partner) && endedWell(delivery));
                if (!recipient) {
                    throw new Refused(FailureCode.NOT_FOUND);
                }
                yield Role.RECIPIENT;
            }
        };
    }

    private static boolean endedWell(DeliveryLine delivery) {
        return switch (delivery.state()) {
            case CONSIGNED, RELAYED -> true;
            case QUEUED, DELIVERING, PARKED, REJECTED, FAILED -> false;
        };
    }

    private static void requireEntitled(Role role, Documents form) {
        boolean entitled = switch (form) {
            case NONE -> true;
            case ENCRYPTED -> role == Role.RECIPIENT;
            case CLEAR -> role == Role.SENDER || role == Role.RECIPIENT;
        };
        if (!entitled) {
            throw new Refused(FailureCode.NOT_PERMITTED);
        }
    }

    private static Optional<PartnerId> party(Reader reader) {
        return reader instanceof Reader.Party(PartnerId partner, boolean _) ? Optional.of(partner) : Optional.empty();
    }

    private static List<DeliveryOutcome> outcomes(Role role, TransferLine line) {
        return role != Role.SENDER
                ? List.of()
                : line.deliveries().stream()
                        .map(delivery ->
                                new DeliveryOutcome(delivery.recipient().value(), outcome(delivery)))
                        .distinct()
                        .toList();
    }

    private static Outcome outcome(DeliveryLine delivery) {
        return switch (delivery.state()) {
            case QUEUED, DELIVERING, PARKED -> Outcome.UNDERWAY;
            case CONSIGNED -> Outcome.AVAILABLE;
            case RELAYED -> Outcome.RELAYED;
            case REJECTED, FAILED -> Outcome.NOT_DELIVERED;
        };
    }

    private List<byte[]> receipts(Role role, TransferId transfer, Reader reader) {
        return switch (reader) {
            case Reader.Operator _, Reader.Auditor _ -> contents(receipts.ofTransfer(transfer), _ -> true);
            case Reader.Patient _ -> PatientReceipts.of(contents(receipts.ofTransfer(transfer), _ -> true));
            case Reader.Party(PartnerId partner, boolean itself) ->
                contents(receipts.ofTransfer(transfer, partner, itself), receipt -> isFor(role, receipt.event()));
        };
    }

    private static List<byte[]> contents(List<ReceiptFile> files, Predicate<ReceiptFile> wanted) {
        return files.stream().filter(wanted).map(ReceiptFile::content).toList();
    }

    /** The receipts of deliveries say why: they are their recipients', but for those of a way on which it was kept out. */
    private static boolean isFor(Role role, EventName event) {
        return switch (event) {
            case SUBMISSION_ACCEPTANCE, SUBMISSION_REJECTION -> role == Role.SENDER;
            case RELAY_REJECTION, RELAY_FAILURE, CONTENT_CONSIGNMENT_FAILURE -> false;
            case RELAY_ACCEPTANCE,
                    CONTENT_CONSIGNMENT,
                    CONTENT_HANDOVER,
                    CONTENT_HANDOVER_FAILURE,
                    SEARCH,
                    REQUEST_REFUSED,
                    OPERATION,
                    LOG_OPENED -> role == Role.RECIPIENT;
        };
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new KeyUnusable("the certificate of a seal is out of its validity");
        }
    }
}
