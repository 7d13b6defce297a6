package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.ProfileReport;
import org.sceau.profiles.ProfileValidator;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** HL7's instance validator judges the receipt of everything that the recorder records, in both of FHIR's forms. */
class EveryReceiptInFhirTest {
    private static final ProfileValidator VALIDATOR = ProfileValidator.ofDefinitions(List.of(profile()));

    @TempDir
    private Path directory;

    private World world;
    private final List<Receipt> receipts = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        world = new World(World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data"))));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void theReceiptOfEveryEventConforms() throws IOException {
        TransferId transfer = everyEnd();
        keep(world.recorder
                .refuse(new Rejection(
                        Optional.of(new TransferId(UUID.randomUUID())),
                        World.caller(World.LABO),
                        World.GROUNDS,
                        List.of(FailureCode.CONSENT_REQUIRED)))
                .join());
        keep(world.recorder
                .refuse(new Rejection(
                        Optional.empty(),
                        World.caller(World.LABO),
                        World.GROUNDS,
                        List.of(FailureCode.CERTIFICATE_REVOKED)))
                .join());
        reads(transfer);
        operations(transfer);
        keep(logOpened());

        Set<EventName> events = EnumSet.noneOf(EventName.class);
        receipts.forEach(receipt -> events.add(receipt.entry().event()));
        assertThat(events).isEqualTo(EnumSet.allOf(EventName.class));
        receipts.forEach(EveryReceiptInFhirTest::conforms);
    }

    static void conforms(Receipt receipt) {
        for (FhirReceipt form : FhirReceipt.values()) {
            assertThat(VALIDATOR.validate(new String(form.encode(receipt), StandardCharsets.UTF_8)))
                    .as(
                            "%s of %s, %s",
                            form, receipt.entry().event(), receipt.entry().rule())
                    .isEqualTo(new ProfileReport.Conforms());
        }
    }

    /** Its acceptance, and each way in which a delivery ends. */
    private TransferId everyEnd() throws IOException {
        TransferId last = new TransferId(UUID.randomUUID());
        int number = 1;
        for (Ending ending : Ending.values()) {
            Acknowledgement accepted = world.accepted(sample(number++));
            boolean negative = ending.event().label().matches(".*(Rejection|Failure)");
            Ended ended = new Ended(
                    ending,
                    negative ? Optional.of(FailureCode.PEER_REFUSED) : Optional.empty(),
                    world.ledger.actor(),
                    World.GROUNDS);
            assertThat(world.recorder.end(world.claimed(accepted, 0, 1), ended).join())
                    .isInstanceOf(FencedOutcome.Done.class);
            for (PartnerId party : List.of(World.LABO, World.HOPITAL)) {
                world.ledger
                        .receipts()
                        .ofTransfer(accepted.transfer(), party, true)
                        .forEach(this::keep);
            }
            last = accepted.transfer();
        }
        return last;
    }

    private void reads(TransferId transfer) {
        var reader = World.caller(World.HOPITAL);
        var document = world.ledger
                .transfers()
                .open(transfer)
                .orElseThrow()
                .documents()
                .getFirst()
                .id();
        keep(world.recorder
                .handover(new Handover(transfer, document, reader, World.GROUNDS))
                .join());
        keep(world.recorder
                .handoverFailed(new HandoverFailed(transfer, reader, World.GROUNDS, FailureCode.OUTCOME_UNKNOWN, true))
                .join());
        keep(world.recorder
                .search(new SearchMade(sample(1).patient(), reader, World.GROUNDS))
                .join());
        keep(world.recorder
                .read(new MetadataRead(transfer, document, reader, World.GROUNDS))
                .join());
    }

    private void operations(TransferId transfer) {
        keep(world.recorder.pause(World.ROUTE, World.operator()).join());
        keep(world.recorder.resume(World.ROUTE, World.operator()).join());
        keep(world.recorder
                .evidence(transfer, "auditor/inspection", "none", World.operator())
                .join());
    }

    private ReceiptId logOpened() {
        Octets entry = world.ledger.journal().entries(0, 1).orElseThrow().getFirst();
        return new ReceiptId(Entry.decode(entry.bytes()).id());
    }

    private static Sample sample(int number) {
        return Sample.one("urn:oid:1." + number, "urn:oid:1." + number + ".1", "%PDF " + number);
    }

    private static String profile() {
        String name = "/profiles/receipt/StructureDefinition-receipt.json";
        try (InputStream in = Objects.requireNonNull(ProfileValidator.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(ReceiptId id) {
        keep(world.ledger.receipts().find(id).orElseThrow());
    }

    private void keep(ReceiptFile file) {
        receipts.add(Receipt.decode(file.content()));
    }
}
