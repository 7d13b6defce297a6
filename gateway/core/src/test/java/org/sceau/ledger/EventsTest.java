package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Claims;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.TransferId;

/** The table of events in {@code docs/events.md}, and what it promises of their order. */
class EventsTest {
    /** ETSI EN 319 522-1 V1.2.1, groups A to F, and the tracking events. */
    private static final Set<String> STANDARD = Set.of(
            "SubmissionAcceptance",
            "SubmissionRejection",
            "RelayAcceptance",
            "RelayRejection",
            "RelayFailure",
            "NotificationForAcceptance",
            "NotificationForAcceptanceFailure",
            "ConsignmentAcceptance",
            "ConsignmentRejection",
            "AcceptanceRejectionExpiry",
            "ContentConsignment",
            "ContentConsignmentFailure",
            "ConsignmentNotification",
            "ConsignmentNotificationFailure",
            "ContentHandover",
            "ContentHandoverFailure",
            "ContentAccessTracking",
            "NotificationDelivered",
            "NotificationAccessTracking",
            "RelayToNonERDS",
            "RelayToNonERDSFailure",
            "ReceivedFromNonERDS");

    private static final List<Ending> ENDINGS = List.of(Ending.values());

    private static final Set<EventName> ENDS = Arrays.stream(Ending.values())
            .map(Ending::event)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventName.class)));

    @TempDir
    Path directory;

    private World.Lasting lasting;
    private World world;

    @BeforeEach
    void open() throws IOException {
        lasting = World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
        world = new World(lasting);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void theTableHasEveryEventOfTheStandardAndSaysWhichTheProgramKnows() throws IOException {
        Map<String, String[]> rows = rows();

        assertThat(rows.keySet()).isEqualTo(STANDARD);
        Set<String> met = rows.entrySet().stream()
                .filter(row -> row.getValue()[2].strip().startsWith("yes"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> known = Arrays.stream(EventName.values())
                .filter(event -> event.uri().equals("http://uri.etsi.org/19522/Event/" + event.label()))
                .map(EventName::label)
                .collect(Collectors.toSet());
        assertThat(met).isEqualTo(known);
        Set<String> ends = rows.entrySet().stream()
                .filter(row -> row.getValue()[2].strip().equals("yes, end"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(ends).isEqualTo(ENDS.stream().map(EventName::label).collect(Collectors.toSet()));
    }

    @Test
    void theReasonsInTheTableAreOfTheCatalogue() throws IOException {
        Set<String> catalogue =
                Arrays.stream(FailureCode.values()).map(FailureCode::code).collect(Collectors.toSet());
        for (String[] row : rows().values()) {
            Pattern.compile("SC-\\d{4}")
                    .matcher(row[4])
                    .results()
                    .forEach(code -> assertThat(catalogue).contains(code.group()));
            if (row[2].strip().startsWith("yes") && row[1].matches(".*(Rejection|Failure).*")) {
                assertThat(row[4]).as(row[1]).contains("SC-");
            }
        }
    }

    @Test
    void aHandoverThatFailedIsTheReadersUnlessItMayNotKnow() throws IOException {
        Acknowledgement accepted = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one"));

        var broken = world.recorder
                .handoverFailed(failed(accepted.transfer(), FailureCode.OUTCOME_UNKNOWN, true))
                .join();
        var hidden = world.recorder
                .handoverFailed(failed(accepted.transfer(), FailureCode.NOT_FOUND, false))
                .join();

        Entry entry = entry(world.ledger.receipts().find(broken, World.HOPITAL).orElseThrow());
        assertThat(entry.event().uri()).isEqualTo("http://uri.etsi.org/19522/Event/ContentHandoverFailure");
        assertThat(entry.reason()).contains("SC-4010");
        assertThat(entry.recipient()).contains("hopital");
        assertThat(world.ledger.receipts().find(hidden, World.HOPITAL)).isEmpty();
        assertThat(world.ledger.receipts().find(hidden, World.LABO)).isEmpty();
        assertThat(entry(world.ledger.receipts().find(hidden).orElseThrow()).reason())
                .contains("SC-3008");
    }

    /** Whatever workers, sweepers and operators do in whatever order. */
    @Test
    void everyRecipientHasAtMostOneEndAndNothingAfterIt() throws IOException {
        Random random = new Random(20261127);
        List<Acknowledgement> transfers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            transfers.add(world.accepted(sample(i)));
        }
        List<Claim> claims = new ArrayList<>();
        for (int step = 0; step < 600; step++) {
            act(random, transfers.get(random.nextInt(transfers.size())), claims);
            if (step % 60 == 59) {
                world.advance(Duration.ofMinutes(5));
            }
        }
        world.advance(Duration.ofHours(3));
        world.recorder.expirePastLimit(100).join();

        assertThat(world.ledger.outbox().counts().keySet())
                .isSubsetOf(
                        DeliveryState.CONSIGNED, DeliveryState.RELAYED, DeliveryState.REJECTED, DeliveryState.FAILED);
        for (int i = 0; i < transfers.size(); i++) {
            Acknowledgement transfer = transfers.get(i);
            List<Entry> entries = world.ledger.receipts().ofTransfer(transfer.transfer()).stream()
                    .map(this::entry)
                    .toList();
            assertThat(entries.getFirst().event()).isEqualTo(EventName.SUBMISSION_ACCEPTANCE);
            for (String recipient : List.of("hopital", "hebergeur")) {
                List<Entry> of = entries.stream()
                        .filter(entry -> entry.recipient().equals(Optional.of(recipient)))
                        .toList();
                assertThat(of).filteredOn(entry -> ENDS.contains(entry.event())).hasSize(1);
                assertThat(ENDS).contains(of.getLast().event());
                assertThat(of.getLast().reason().isPresent())
                        .isEqualTo(of.getLast().event().label().matches(".*(Rejection|Failure)"));
            }
            assertThat(world.accept(sample(i)).join())
                    .isInstanceOfSatisfying(
                            AcceptOutcome.Repeated.class,
                            repeated -> assertThat(repeated.first().receipt()).isEqualTo(transfer.receipt()));
        }
    }

    private void act(Random random, Acknowledgement transfer, List<Claim> claims) {
        int delivery = random.nextInt(2);
        var id = transfer.deliveries().get(delivery).id();
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                for (int attempt = 1; attempt < 20; attempt++) {
                    if (world.recorder.claim(id, attempt, Duration.ofMinutes(4)).join()
                            instanceof ClaimOutcome.Claimed claimed) {
                        claims.add(claimed.claim());
                        return;
                    }
                }
            }
            case 2 ->
                any(random, claims)
                        .ifPresent(claim ->
                                world.recorder.end(claim, ended(random)).join());
            case 3 ->
                any(random, claims)
                        .ifPresent(claim -> world.recorder
                                .park(claim, FailureCode.PEER_ANSWER_INVALID, true)
                                .join());
            case 4 -> world.recorder.retry(id, World.operator()).join();
            default -> {
                world.recorder.returnExpiredLeases(10).join();
                world.recorder.expirePastLimit(10).join();
            }
        }
    }

    /** Claims are used again and again, as workers do that wake up too late. */
    private static Optional<Claim> any(Random random, List<Claim> claims) {
        return claims.isEmpty() ? Optional.empty() : Optional.of(claims.get(random.nextInt(claims.size())));
    }

    private Ended ended(Random random) {
        Ending ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        boolean negative = ending.event().label().matches(".*(Rejection|Failure)");
        return new Ended(
                ending,
                negative ? Optional.of(FailureCode.PEER_REFUSED) : Optional.empty(),
                world.ledger.actor(),
                World.GROUNDS);
    }

    private static Sample sample(int number) {
        return Sample.one("urn:oid:1." + (number + 1), "urn:oid:1." + (number + 1) + ".1", "%PDF " + number);
    }

    private static HandoverFailed failed(TransferId transfer, FailureCode reason, boolean told) {
        return new HandoverFailed(transfer, World.caller(World.HOPITAL), World.GROUNDS, reason, told);
    }

    private Entry entry(ReceiptFile receipt) {
        if (Verifier.verify(receipt.content(), lasting.anchors(), List.of())
                instanceof Verdict.Proved(Claims.OfReceipt claims)) {
            return claims.entry();
        }
        throw new AssertionError("not proved: " + receipt);
    }

    /** Name of the event and the cells of its row, the first of which is empty. */
    private static Map<String, String[]> rows() throws IOException {
        Map<String, String[]> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/events.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 7 && STANDARD.contains(cells[1].strip())) {
                rows.put(cells[1].strip(), cells);
            }
        }
        return rows;
    }
}
