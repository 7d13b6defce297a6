package org.sceau.it.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.Envelopes;
import org.sceau.app.demo.Inbox;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.it.support.Deposits;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.it.support.StoredJournal;
import org.sceau.it.support.Traffic;
import org.sceau.keys.KeyRing;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.LedgerSettings;
import org.sceau.ledger.TransferLine;
import org.sceau.ledger.TransferQuery;
import org.sceau.proof.Digest;
import org.sceau.proof.EventName;
import org.sceau.receipt.ReceiptFile;
import org.sceau.timestamp.StampedSignatures;

/** Compares what a laboratory was told with what its recipients hold and what the ledger says. Not thread-safe. */
final class Judgement {
    private static final Set<EventName> TERMINAL = Set.of(
            EventName.CONTENT_CONSIGNMENT,
            EventName.RELAY_ACCEPTANCE,
            EventName.RELAY_REJECTION,
            EventName.RELAY_FAILURE,
            EventName.CONTENT_CONSIGNMENT_FAILURE);

    private final Clinics clinics;
    private final ReceiptCheck check;
    private int receipts;
    private int stamps;

    Judgement(Clinics clinics) throws IOException {
        this.clinics = clinics;
        this.check = new ReceiptCheck(clinics.anchors());
    }

    /** How many receipts were verified. */
    int receipts() {
        return receipts;
    }

    /** How many time-stamps the journal had in the end. */
    int stamps() {
        return stamps;
    }

    /** Problems with the receipts that the answers named, fetched as the laboratory fetches them. */
    List<String> receiptsOf(Collection<Traffic.Accepted> accepted, URI fhir) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        if (accepted.isEmpty()) {
            problems.add("nothing was accepted: nothing is shown");
        }
        try (PartnerClient laboratory = new PartnerClient(fhir, clinics.laboratoryTls())) {
            for (Traffic.Accepted one : accepted) {
                if (one.receipt().isEmpty()) {
                    problems.add("no receipt offered: " + one.submissionSet());
                    continue;
                }
                HttpResponse<InputStream> response =
                        laboratory.get(one.receipt().get(), "application/vnd.sceau.receipt+json");
                try (InputStream body = response.body()) {
                    problems.addAll(check.verify(one.submissionSet(), body.readAllBytes()));
                    receipts++;
                }
            }
        }
        return problems;
    }

    /** Problems with the receipts that were given out between kills; what they state is compared by {@link #held}. */
    List<String> given(Collection<Traffic.Given> given) {
        List<String> problems = new ArrayList<>();
        if (given.isEmpty()) {
            problems.add("no receipt was given out between kills: nothing is shown");
        }
        for (Traffic.Given one : given) {
            problems.addAll(check.verify(one.submissionSet(), one.receipt().bytes()));
        }
        return problems;
    }

    /** Problems at the recipients and in the ledger, which must not be open elsewhere any more. */
    List<String> held(Collection<Traffic.Accepted> accepted) throws IOException {
        List<String> problems = new ArrayList<>(atTheHospital(accepted));
        Path data = clinics.directory().resolve("data");
        KeyRing keys = KeyRing.open(
                clinics.directory().resolve("keys/ring.p12"),
                clinics.directory().resolve("keys/passphrase"));
        LedgerSettings settings = LedgerSettings.embedded("node-1", data.resolve("ledger"));
        try (Ledger ledger = Ledger.open(settings, keys, Clock.systemUTC(), new SecureRandom())) {
            StoredJournal journal = StoredJournal.read(settings.directory());
            problems.addAll(journal.problems());
            stamps = journal.stamped().size();
            Set<String> transfers = new HashSet<>();
            Set<UUID> due = ledger.signatures().due(Instant.now(), Integer.MAX_VALUE).stream()
                    .map(StampedSignatures.Due::transfer)
                    .collect(Collectors.toUnmodifiableSet());
            Optional<String> page = Optional.empty();
            do {
                var listed = ledger.transfers().list(new TransferQuery(Optional.empty(), Optional.empty(), page, 200));
                for (TransferLine line : listed.lines()) {
                    transfers.add(line.id().toString());
                    problems.addAll(ended(ledger, line));
                    int stamped = ledger.transfers().afterSignature(line.id()).size();
                    if (stamped + (due.contains(line.id().value()) ? 1 : 0) != 1) {
                        problems.add("the signature is neither time-stamped once nor due once: " + line.id());
                    }
                }
                page = listed.next();
            } while (page.isPresent());
            if (transfers.size() != accepted.size()) {
                problems.add(accepted.size() + " accepted, but " + transfers.size() + " transfers");
            }
            problems.addAll(inTheStore(data.resolve("hosting"), transfers));
            check.heads().stream()
                    .filter(head -> !journal.has(head))
                    .forEach(head -> problems.add("a receipt from another tree of " + head.size() + " entries"));
        } catch (SQLException e) {
            problems.add("the ledger cannot be read: " + e.getMessage());
        }
        problems.addAll(check.contradictions());
        return problems;
    }

    private List<String> atTheHospital(Collection<Traffic.Accepted> accepted) throws IOException {
        List<String> problems = new ArrayList<>();
        Inbox inbox = clinics.hospital().inbox();
        Envelopes envelopes = Envelopes.of(clinics.directory().resolve("parties/hopital"));
        Path clear = clinics.directory().resolve("clear");
        for (Traffic.Accepted one : accepted) {
            Optional<ReceivedDocument> received = inbox.find(one.document());
            if (received.isEmpty()) {
                problems.add("the hospital has not: " + one.document());
                continue;
            }
            try (InputStream cms = Files.newInputStream(received.get().file())) {
                Optional<Digest> opened = envelopes.open(cms, clear);
                if (!opened.equals(Optional.of(one.sha256()))) {
                    problems.add("the hospital has other bytes of: " + one.document());
                }
            }
        }
        if (inbox.submissions() != accepted.size() || inbox.conflicts() > 0) {
            problems.add(accepted.size() + " accepted; the hospital got " + inbox.submissions() + " submissions, "
                    + inbox.conflicts() + " of them or of their documents twice and not the same");
        }
        return problems;
    }

    private List<String> ended(Ledger ledger, TransferLine line) {
        List<String> problems = new ArrayList<>();
        line.deliveries().stream()
                .filter(delivery -> !delivery.state().terminal())
                .forEach(delivery -> problems.add("not ended: " + delivery.id()));
        int accepted = 0;
        int ended = 0;
        for (ReceiptFile receipt : ledger.receipts().ofTransfer(line.id())) {
            problems.addAll(check.verify(receipt.toString(), receipt.content()));
            receipts++;
            accepted += receipt.event() == EventName.SUBMISSION_ACCEPTANCE ? 1 : 0;
            ended += TERMINAL.contains(receipt.event()) ? 1 : 0;
        }
        if (accepted != 1 || ended != line.deliveries().size()) {
            problems.add(line.id() + " was accepted " + accepted + " times and has " + ended + " endings for "
                    + line.deliveries().size() + " recipients");
        }
        return problems;
    }

    private static List<String> inTheStore(Path store, Set<String> transfers) throws IOException {
        List<String> problems = new ArrayList<>();
        transfers.stream()
                .filter(transfer -> !Deposits.whole(store, transfer))
                .forEach(transfer -> problems.add("the store has not, or not whole: " + transfer));
        try (Stream<Path> deposits = Files.list(store)) {
            deposits.map(deposit -> deposit.getFileName().toString())
                    .filter(name -> !name.equals("incoming") && !transfers.contains(name))
                    .forEach(name -> problems.add("the store has what nobody sent: " + name));
        }
        return problems;
    }
}
