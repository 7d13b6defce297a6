package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.identity.PatientIdentifier;
import org.sceau.index.DocumentCriteria;
import org.sceau.index.ListCriteria;
import org.sceau.keys.TwoSeals;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.EventName;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Limit;
import org.sceau.proof.ListIssuer;
import org.sceau.proof.Receipt;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;
import org.sceau.timestamp.Renewable;
import org.sceau.timestamp.StampedSignatures;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentSecondSeal;
import org.sceau.vault.Opening;

/** What a ledger does, whatever database it stands on. */
abstract class LedgerContract extends StoredWorld {
    private static final PatientIdentifier OTHER_PATIENT =
            new PatientIdentifier("urn:oid:1.2.250.1.213.1.4.10", "169108112345617");

    private void reopen() throws IOException {
        world.close();
        world = new World(lasting);
    }

    private static Sample first() {
        return Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one");
    }

    private void verify(ReceiptFile receipt) {
        assertThat(Verifier.verify(receipt.content(), lasting.anchors(), List.of()))
                .as("%s", receipt)
                .isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void aSignatureThatIsToBeTimeStampedIsDueUntilItIsWhateverStopsInBetween() throws IOException {
        Instant ends = World.START.plus(Duration.ofDays(365));
        Acceptance one = world.toBeStamped(first(), ends);
        world.recorder.accept(one).join();
        TransferId other = world.accepted(Sample.one("urn:oid:2.1", "urn:oid:2.1.1", "%PDF two"))
                .transfer();
        world.advance(Duration.ofMinutes(3));

        reopen();
        List<StampedSignatures.Due> due =
                world.ledger.signatures().due(lasting.now().get(), 10);
        assertThat(due)
                .containsExactly(new StampedSignatures.Due(
                        one.transfer().value(),
                        one.stamping().orElseThrow().imprint(),
                        World.START,
                        ends,
                        "p-256 sha-256"));
        assertThat(world.ledger.signatures().waitingSince(lasting.now().get())).contains(World.START);
        assertThat(world.ledger.transfers().afterSignature(one.transfer())).isEmpty();

        assertThat(world.stampSignatures()).isTrue();
        List<AfterSignature> kept = world.ledger.transfers().afterSignature(one.transfer());
        assertThat(kept).hasSize(1);
        world.ledger.signatures().keep(due.getFirst(), token("another"));
        reopen();

        assertThat(world.ledger.signatures().due(lasting.now().get(), 10)).isEmpty();
        assertThat(world.ledger.signatures().waitingSince(lasting.now().get())).isEmpty();
        assertThat(world.ledger.transfers().afterSignature(one.transfer()))
                .as("the first one stays")
                .isEqualTo(kept);
        assertThat(world.ledger.transfers().afterSignature(other)).isEmpty();
    }

    @Test
    void aSignatureWhoseCertificateEndedFirstIsCountedAndNotStamped() throws IOException {
        Acceptance late = world.toBeStamped(first(), World.START.plus(Duration.ofMinutes(5)));
        world.recorder.accept(late).join();
        world.advance(Duration.ofMinutes(6));

        assertThat(world.stampSignatures()).isTrue();

        assertThat(world.ledger.transfers().afterSignature(late.transfer())).isEmpty();
        assertThat(world.ledger.signatures().missed()).isEqualTo(1);
        assertThat(world.ledger.signatures().due(World.START, 10))
                .as("it is not looked at again")
                .isEmpty();
    }

    /** A repeat is not a second signature. */
    @Test
    void aRepeatMakesNothingDue() throws IOException {
        Instant ends = World.START.plus(Duration.ofDays(365));
        world.recorder.accept(world.toBeStamped(first(), ends)).join();
        world.recorder.accept(world.toBeStamped(first(), ends)).join();

        assertThat(world.ledger.signatures().due(lasting.now().get(), 10)).hasSize(1);
    }

    @Test
    void aRevocationListIsKeptOnceAndFoundForTheTimeItWasInForce() throws CRLException {
        DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(World.START), new SecureRandom());
        X509CRL list = pki.lists().getFirst();
        world.ledger.signatures().keepLists(pki.lists());
        world.ledger.signatures().keepLists(pki.lists());

        Transfers transfers = world.ledger.transfers();
        assertThat(transfers.revocationList(ListIssuer.of(list), World.START))
                .map(Octets::bytes)
                .contains(list.getEncoded());
        assertThat(transfers.revocationList(
                        ListIssuer.of(list), list.getNextUpdate().toInstant().plusSeconds(1)))
                .isEmpty();
        assertThat(transfers.revocationList(
                        ListIssuer.of(list), list.getThisUpdate().toInstant().minusSeconds(1)))
                .isEmpty();
        assertThat(transfers.revocationList(
                        new ListIssuer(new X500Principal("CN=nobody"), Optional.empty()), World.START))
                .isEmpty();
    }

    /** Two generations of one authority, each with a list of its own. */
    @Test
    void theListOfTheIssuersKeyIsFoundAmongThoseOfItsName() throws CRLException {
        DevelopmentPki former = DevelopmentPki.create(InstantSource.fixed(World.START), new SecureRandom());
        DevelopmentPki now = DevelopmentPki.create(InstantSource.fixed(World.START), new SecureRandom());
        world.ledger.signatures().keepLists(former.lists());
        world.ledger.signatures().keepLists(now.lists());

        for (DevelopmentPki one : List.of(former, now)) {
            assertThat(world.ledger.transfers().revocationList(ListIssuer.of(one.issuing()), World.START))
                    .map(Octets::bytes)
                    .contains(one.lists().getFirst().getEncoded());
        }
        assertThat(world.ledger
                        .transfers()
                        .revocationList(
                                new ListIssuer(now.root().getSubjectX500Principal(), Optional.empty()), World.START))
                .isPresent();
    }

    /** A renewal by an authority whose clock is behind that of the stamps' may not cover what states a later time. */
    @Test
    void theNewestTimeStampsWaitForALaterRenewal() throws IOException {
        var _ = world.accepted(first());
        world.stamp();
        world.advance(Duration.ofMinutes(10));
        var _ = world.accepted(Sample.one("urn:oid:2.1", "urn:oid:2.1.1", "%PDF two"));
        world.stamp();
        Renewals log = (Renewals) world.ledger.renewals().getFirst();
        Instant now = lasting.now().get();

        assertThat(log.statement(HashAlgorithm.SHA_512, World.START.minusMillis(1)))
                .isEmpty();
        assertThat(covered(log, now.minusMillis(1))).isEqualTo(1);
        assertThat(covered(log, now)).isEqualTo(2);
    }

    private static long covered(Renewals log, Instant until) {
        return log.statement(HashAlgorithm.SHA_512, until)
                .orElseThrow()
                .stamps()
                .size();
    }

    private TimeStampToken token(String over) {
        return world.token(Digest.sha256(over.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAcceptanceHasAReceiptThatVerifiesAndIsTheSameBytesEveryTime() throws IOException {
        Acknowledgement accepted = world.accepted(first());

        ReceiptFile receipt =
                world.ledger.receipts().find(accepted.receipt(), World.LABO).orElseThrow();
        List<CompletableFuture<ReceiptId>> searches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            searches.add(
                    world.recorder.search(new SearchMade(OTHER_PATIENT, World.caller(World.HOPITAL), World.GROUNDS)));
        }
        searches.forEach(CompletableFuture::join);
        reopen();
        ReceiptFile later =
                world.ledger.receipts().find(accepted.receipt(), World.LABO).orElseThrow();

        verify(receipt);
        assertThat(receipt.event()).isEqualTo(EventName.SUBMISSION_ACCEPTANCE);
        assertThat(later.content()).isEqualTo(receipt.content());
    }

    @Test
    void aReceiptIsMadeAnewOnceWhenItIsTimeStamped() throws IOException {
        Acknowledgement one = world.accepted(first());
        ReceiptFile bare = receipt(one);
        world.recorder
                .search(new SearchMade(OTHER_PATIENT, World.caller(World.HOPITAL), World.GROUNDS))
                .join();
        world.advance(Duration.ofSeconds(90));
        Optional<Instant> since = world.ledger.stamps().unstampedSince();

        world.stamp();
        ReceiptFile stamped = receipt(one);
        Optional<Instant> left = world.ledger.stamps().unstampedSince();
        Acknowledgement two = world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two"));
        ReceiptFile waiting = receipt(two);
        world.stamp();
        reopen();

        assertThat(since).contains(World.START);
        assertThat(left).isEmpty();
        assertThat(claims(bare).limits()).contains(Limit.TIME_NOT_STAMPED);
        assertThat(claims(stamped).limits()).doesNotContain(Limit.TIME_NOT_STAMPED);
        assertThat(claims(stamped).stamped().orElseThrow().at()).isEqualTo(World.START.plusSeconds(90));
        assertThat(claims(stamped).entry()).isEqualTo(claims(bare).entry());
        assertThat(claims(waiting).stamped()).isEmpty();
        assertThat(receipt(one).content()).isEqualTo(stamped.content());
        assertThat(claims(receipt(two)).stamped()).isPresent();
        assertThat(world.ledger.stamps().unstampedSince()).isEmpty();
    }

    /** Of a ledger from before there were second seals, every receipt stays what it was. */
    @Test
    void aSecondSealIsKeptBesideItsTimeStamp() throws IOException, SQLException {
        Acknowledgement one = world.accepted(first());
        world.stamp();
        ReceiptFile alone = receipt(one);
        world.close();
        withoutSecondSeals();
        world = new World(lasting);
        Acknowledgement two = world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two"));
        var key = DevelopmentSecondSeal.of(
                lasting.keys().chain().getFirst().getSubjectX500Principal(), "ML-DSA-87", World.START);
        world.stamp(TwoSeals.of(lasting.keys().seal(), key.seal(), "second").second());
        ReceiptFile sealed = receipt(two);
        Renewable.Covering renewal = world.ledger
                .renewals()
                .getFirst()
                .next(HashAlgorithm.SHA_512, lasting.now().get())
                .orElseThrow();
        renewal.keep(world.token(renewal.digest().orElseThrow()));
        reopen();
        Receipt renewed = Receipt.decode(receipt(two).content());

        assertThat(new String(alone.content(), StandardCharsets.UTF_8)).doesNotContain("secondSeal");
        assertThat(Receipt.decode(receipt(one).content()).stamp())
                .isEqualTo(Receipt.decode(alone.content()).stamp());
        assertThat(Receipt.decode(receipt(one).content()).second()).isEmpty();
        assertThat(Receipt.decode(sealed.content()).second()).isPresent().isEqualTo(renewed.second());
        assertThat(renewed.renewals()).hasSize(1);
        for (ReceiptFile each : List.of(alone, sealed, receipt(one), receipt(two))) {
            verify(each);
        }
        // the value was judged; its authority is none of this world's
        assertThat(claims(receipt(two)).limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
        assertThat(claims(receipt(one)).limits()).doesNotContain(Limit.SECOND_SEAL_UNTRUSTED);
    }

    /** Takes back the last migration. */
    private void withoutSecondSeals() throws SQLException {
        try (Connection connection = Store.of(lasting.settings()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table time_stamp drop column second_seal");
            statement.execute("delete from \"flyway_schema_history\" where \"version\" in ('8', '9')");
            connection.commit();
        }
    }

    private ReceiptFile receipt(Acknowledgement acknowledgement) {
        return world.ledger
                .receipts()
                .find(acknowledgement.receipt(), World.LABO)
                .orElseThrow();
    }

    private Claims.OfReceipt claims(ReceiptFile receipt) {
        if (Verifier.verify(receipt.content(), lasting.anchors(), List.of())
                instanceof Verdict.Proved(Claims.OfReceipt claims)) {
            return claims;
        }
        throw new AssertionError("not proved: " + receipt);
    }

    @Test
    void aReceiptIsForItsPartiesOnly() throws IOException {
        Acknowledgement accepted = world.accepted(first());

        assertThat(world.ledger.receipts().find(accepted.receipt(), World.STRANGER))
                .isEmpty();
        assertThat(world.ledger.receipts().find(accepted.receipt(), World.HOPITAL))
                .isEmpty();
        assertThat(world.ledger.receipts().ofTransfer(accepted.transfer(), World.STRANGER, true))
                .isEmpty();
    }

    @Test
    void theSameThingTwiceIsOnce() throws IOException {
        Acknowledgement accepted = world.accepted(first());

        AcceptOutcome again = world.accept(first()).join();

        assertThat(again).isEqualTo(new AcceptOutcome.Repeated(accepted));
    }

    @Test
    void twoAtTheSameMomentAreOne() throws IOException {
        List<CompletableFuture<AcceptOutcome>> both = List.of(world.accept(first()), world.accept(first()));

        List<AcceptOutcome> outcomes =
                both.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        AcceptOutcome.Recorded.class,
                        recorded -> assertThat(outcomes.get(1))
                                .isEqualTo(new AcceptOutcome.Repeated(recorded.acknowledgement())));
    }

    @Test
    void theSameIdentifierForSomethingElseIsAConflict() throws IOException {
        world.accepted(first());

        AcceptOutcome other = world.accept(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF two"))
                .join();

        assertThat(other).isEqualTo(new AcceptOutcome.Conflict(Issue.of(FailureCode.DUPLICATE_DIFFERENT)));
    }

    @Test
    void anotherSendersIdentifiersDoNotExist() throws IOException {
        world.accepted(first());

        AcceptOutcome other = world.recorder
                .accept(world.acceptance(
                        Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF two"), World.STRANGER, Mode.CUSTODY))
                .join();
        AcceptOutcome replacing = world.recorder
                .accept(world.acceptance(
                        Sample.one("urn:oid:2.1", "urn:oid:2.1.1", "%PDF x").replacing("urn:ietf:rfc:3986|urn:oid:9.9"),
                        World.STRANGER,
                        Mode.CUSTODY))
                .join();

        assertThat(other).isInstanceOf(AcceptOutcome.Recorded.class);
        assertThat(codes(replacing)).containsExactly(FailureCode.REPLACED_UNKNOWN);
    }

    private static List<FailureCode> codes(AcceptOutcome outcome) {
        return outcome instanceof AcceptOutcome.Refused refused
                ? refused.issues().stream().map(Issue::code).toList()
                : List.of();
    }

    @Test
    void aDocumentsIdentifierUsedForOtherBytesIsRefused() throws IOException {
        world.accepted(first());

        assertThat(codes(world.accept(Sample.one("urn:oid:1.2", "urn:oid:1.1.1", "%PDF two"))
                        .join()))
                .containsExactly(FailureCode.NON_IDENTICAL_HASH);
        assertThat(world.accept(Sample.one("urn:oid:1.3", "urn:oid:1.1.1", "%PDF one"))
                        .join())
                .isInstanceOf(AcceptOutcome.Recorded.class);
    }

    @Test
    void aReplacementSupersedes() throws IOException {
        DocumentId old = world.accepted(first()).documents().getFirst();

        DocumentId next = world.accepted(
                        Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two").replacing("DocumentReference/" + old))
                .documents()
                .getFirst();
        DocumentId last = world.accepted(Sample.one("urn:oid:1.3", "urn:oid:1.3.1", "%PDF three")
                        .replacing("urn:ietf:rfc:3986|urn:oid:1.2.1"))
                .documents()
                .getFirst();

        assertThat(status(old)).isEqualTo("superseded");
        assertThat(status(next)).isEqualTo("superseded");
        assertThat(status(last)).isEqualTo("current");
        assertThat(codes(world.accept(Sample.one("urn:oid:1.4", "urn:oid:1.4.1", "%PDF four")
                                .replacing("DocumentReference/" + old))
                        .join()))
                .containsExactly(FailureCode.REPLACED_DEPRECATED);
    }

    @Test
    void aReplacementOfAnotherPatientsDocumentIsRefusedAndLeavesNothing() throws IOException {
        DocumentId old = world.accepted(first()).documents().getFirst();

        AcceptOutcome outcome = world.accept(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two")
                        .of(OTHER_PATIENT)
                        .replacing("DocumentReference/" + old))
                .join();

        assertThat(codes(outcome)).containsExactly(FailureCode.PATIENT_MISMATCH);
        assertThat(status(old)).isEqualTo("current");
        assertThat(world.ledger
                        .documents()
                        .find(DocumentCriteria.of(OTHER_PATIENT), Optional.of(World.LABO), 10)
                        .found())
                .isEmpty();
    }

    private String status(DocumentId id) {
        return world.ledger.documents().get(id).orElseThrow().status();
    }

    @Test
    void documentsAreFoundByPatientCodesAndNames() throws IOException {
        Acknowledgement accepted = world.accepted(first().by("Dùpont-Moretti"));
        world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two"));
        DocumentCriteria all = DocumentCriteria.of(first().patient());

        assertThat(found(all)).hasSize(2);
        assertThat(found(criteria(Map.of("type", List.of("http://loinc.org|11502-2")), "dupont")))
                .containsExactlyElementsOf(accepted.documents());
        assertThat(found(criteria(Map.of("type", List.of("11502-2")), "moretti")))
                .isEmpty();
        assertThat(found(criteria(Map.of("type", List.of("|11502-2")), "dupont")))
                .isEmpty();
        assertThat(found(criteria(Map.of("type", List.of("1-8", "http://loinc.org|")), "")))
                .hasSize(2);
        assertThat(world.ledger
                        .documents()
                        .find(all, Optional.of(World.STRANGER), 10)
                        .found())
                .isEmpty();
        assertThat(world.ledger
                        .documents()
                        .find(all, Optional.of(World.HOPITAL), 1)
                        .found())
                .hasSize(1);
    }

    /** Nor does what does not open stand for all: the answer is said not to be whole. */
    @Test
    void aDocumentThatDoesNotOpenHidesNoOther() throws IOException, SQLException {
        Acknowledgement spoilt = world.accepted(first());
        Acknowledgement other = world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two"));
        DocumentCriteria all = DocumentCriteria.of(first().patient());
        assertThat(world.ledger.documents().find(all, Optional.of(World.HOPITAL), 10))
                .isEqualTo(new Hits<>(
                        world.ledger
                                .documents()
                                .find(all, Optional.of(World.HOPITAL), 10)
                                .found(),
                        true));
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            DocumentId id = spoilt.documents().getFirst();
            assertThat(sql.run("update document set sealed = ? where id = ?", new byte[] {1, 2, 3}, id.value()))
                    .isEqualTo(1);
            sql.connection().commit();
        }

        Hits<StoredDocument> hits = world.ledger.documents().find(all, Optional.of(World.HOPITAL), 10);

        assertThat(hits.found()).extracting(StoredDocument::id).containsExactlyElementsOf(other.documents());
        assertThat(hits.whole()).isFalse();
    }

    private List<DocumentId> found(DocumentCriteria criteria) {
        return world.ledger.documents().find(criteria, Optional.of(World.HOPITAL), 10).found().stream()
                .map(StoredDocument::id)
                .toList();
    }

    private static DocumentCriteria criteria(Map<String, List<String>> codes, String family) {
        return new DocumentCriteria(
                new PatientIdentifier("URN:OID:1.2.250.1.213.1.4.10", "2 79 03 51 215 189 89"),
                List.of("current"),
                codes,
                List.of(),
                List.of(),
                List.of(),
                family.isEmpty() ? List.of() : List.of(family),
                List.of());
    }

    @Test
    void listsAreFoundAndAFolderGrows() throws IOException {
        Acknowledgement one = world.accepted(first().inFolders("urn:oid:7.7"));
        Acknowledgement two = world.accepted(
                Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two").inFolders("urn:oid:7.7"));
        ListCriteria folders =
                new ListCriteria(first().patient(), Optional.of(true), List.of(), List.of(), List.of(), List.of());

        List<StoredList> found =
                world.ledger.documents().findLists(folders, World.LABO, 10).found();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().documents())
                .containsExactly(one.documents().getFirst(), two.documents().getFirst());
        assertThat(world.ledger
                        .documents()
                        .findLists(ListCriteria.of(first().patient()), World.LABO, 10)
                        .found())
                .hasSize(3);
        assertThat(world.ledger.documents().getList(one.transfer().value()))
                .hasValueSatisfying(set -> assertThat(set.documents()).isEqualTo(one.documents()));
        assertThat(codes(world.accept(Sample.one("urn:oid:1.3", "urn:oid:1.3.1", "%PDF 3")
                                .inFolders("urn:oid:7.7")
                                .of(OTHER_PATIENT))
                        .join()))
                .containsExactly(FailureCode.PATIENT_MISMATCH);
    }

    @Test
    void aWorkerGetsEverythingAndCanOpenThePayload() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        reopen();
        Claim claim = world.claimed(accepted, 0, 1);

        WorkItem item = world.ledger.outbox().open(claim).orElseThrow();

        assertThat(item.recipient()).isEqualTo(World.HOPITAL);
        assertThat(new String(item.dossier().metadata().bytes(), StandardCharsets.UTF_8))
                .contains(Sample.CANARY);
        assertThat(item.dossier().documents()).extracting(StoredDocument::id).isEqualTo(accepted.documents());
        StoredObject object = item.dossier().objects().getFirst();
        assertThat(object.readers()).hasSize(1);
        Opening opening = world.vault.open(
                object.location(),
                object.nonce(),
                object.tag(),
                object.ciphertextSha256(),
                object.key().orElseThrow());
        assertThat(clear(opening)).isEqualTo("%PDF one");
    }

    private static String clear(Opening opening) throws IOException {
        return switch (opening) {
            case Opening.Opened opened -> {
                try (InputStream in = opened.clear().stream()) {
                    yield new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            case Opening.Refused refused -> "refused " + refused.damage();
        };
    }

    @Test
    void inReaderOnlyModeTheGatewayHasNoKey() throws IOException {
        AcceptOutcome outcome = world.recorder
                .accept(world.acceptance(first(), World.LABO, Mode.READER_ONLY))
                .join();
        TransferId transfer =
                ((AcceptOutcome.Recorded) outcome).acknowledgement().transfer();

        Dossier dossier = world.ledger.transfers().open(transfer).orElseThrow();

        assertThat(dossier.objects().getFirst().key()).isEmpty();
    }

    @Test
    void aDeliveryIsClaimedOnceAndEndedOnce() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        DeliveryId delivery = accepted.deliveries().getFirst().id();
        Claim claim = world.claimed(accepted, 0, 1);

        assertThat(world.recorder.claim(delivery, 1, Duration.ofMinutes(1)).join())
                .isEqualTo(new ClaimOutcome.NotQueued(DeliveryState.DELIVERING, 1));
        FencedOutcome ended = world.recorder.end(claim, delivered()).join();
        assertThat(world.recorder.end(claim, delivered()).join())
                .isEqualTo(new FencedOutcome.Superseded(DeliveryState.CONSIGNED));

        assertThat(ended).isInstanceOfSatisfying(FencedOutcome.Done.class, done -> {
            ReceiptId receipt = done.receipt().orElseThrow();
            verify(world.ledger.receipts().find(receipt, World.HOPITAL).orElseThrow());
            verify(world.ledger.receipts().find(receipt, World.LABO).orElseThrow());
            assertThat(world.ledger.receipts().find(receipt, World.STORE)).isEmpty();
        });
        assertThat(world.ledger.receipts().ofTransfer(accepted.transfer(), World.LABO, true))
                .extracting(ReceiptFile::event)
                .containsExactly(EventName.SUBMISSION_ACCEPTANCE, EventName.CONTENT_CONSIGNMENT);
    }

    private Ended delivered() {
        return new Ended(Ending.CONTENT_CONSIGNMENT, Optional.empty(), world.ledger.actor(), World.GROUNDS);
    }

    @Test
    void anOldFenceIsWithoutEffect() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        Claim old = world.claimed(accepted, 0, 1);
        world.advance(Duration.ofMinutes(2));

        List<DueDelivery> returned = world.recorder.returnExpiredLeases(10).join();
        Claim current = world.claimed(accepted, 0, 2);

        assertThat(returned).extracting(DueDelivery::attempt).containsExactly(2);
        assertThat(world.recorder.end(old, delivered()).join())
                .isEqualTo(new FencedOutcome.Superseded(DeliveryState.DELIVERING));
        assertThat(world.ledger.outbox().open(old)).isEmpty();
        assertThat(world.recorder.end(current, delivered()).join()).isInstanceOf(FencedOutcome.Done.class);
    }

    @Test
    void backOffPauseParkAndRetry() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        DeliveryId delivery = accepted.deliveries().getFirst().id();
        Claim claim = world.claimed(accepted, 0, 1);
        world.recorder
                .retryLater(claim, World.START.plusSeconds(30), FailureCode.PEER_UNREACHABLE, true)
                .join();

        assertThat(world.recorder.claim(delivery, 2, Duration.ofMinutes(1)).join())
                .isEqualTo(new ClaimOutcome.NotYet(World.START.plusSeconds(30)));
        assertThat(due()).doesNotContain(delivery);
        world.advance(Duration.ofSeconds(30));
        assertThat(due()).contains(delivery);
        world.recorder.pause(World.ROUTE, World.operator()).join();
        assertThat(due()).isEmpty();
        assertThat(world.ledger.transfers().pausedRoutes()).containsExactly(World.ROUTE);
        assertThat(world.recorder.claim(delivery, 2, Duration.ofMinutes(1)).join())
                .isInstanceOf(ClaimOutcome.NotYet.class);
        world.recorder.resume(World.ROUTE, World.operator()).join();
        Claim second = world.claimed(accepted, 0, 2);
        world.recorder.park(second, FailureCode.PEER_REFUSED, true).join();
        assertThat(world.ledger
                        .transfers()
                        .show(accepted.transfer())
                        .orElseThrow()
                        .deliveries()
                        .getFirst())
                .satisfies(line -> {
                    assertThat(line.state()).isEqualTo(DeliveryState.PARKED);
                    assertThat(line.reason()).contains("SC-4006");
                });

        assertThat(world.recorder.retry(delivery, World.operator()).join())
                .isInstanceOfSatisfying(
                        Recorder.RetryOutcome.Requeued.class,
                        again -> assertThat(again.delivery().attempt()).isEqualTo(3));
        assertThat(world.recorder.retry(delivery, World.operator()).join())
                .isEqualTo(new Recorder.RetryOutcome.NotParked());
        assertThat(world.recorder
                        .retry(new DeliveryId(new UUID(0, 404)), World.operator())
                        .join())
                .isEqualTo(new Recorder.RetryOutcome.Unknown());
    }

    private List<DeliveryId> due() {
        return world.ledger.outbox().due(lasting.now().get(), 10).stream()
                .map(DueDelivery::delivery)
                .toList();
    }

    @Test
    void whatHasNotEndedWithinItsLimitFails() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        world.advance(Duration.ofMinutes(90));

        List<DeliveryId> expired = world.recorder.expirePastLimit(10).join();

        assertThat(expired).containsExactly(accepted.deliveries().getFirst().id());
        assertThat(world.ledger.outbox().counts())
                .isEqualTo(Map.of(DeliveryState.FAILED, 1L, DeliveryState.QUEUED, 1L));
        List<ReceiptFile> receipts = world.ledger.receipts().ofTransfer(accepted.transfer());
        receipts.forEach(this::verify);
        assertThat(receipts).extracting(ReceiptFile::event).contains(EventName.RELAY_FAILURE);
    }

    @Test
    void readsRejectionsAndSearchesAreEntries() throws IOException {
        Acknowledgement accepted = world.accepted(first());

        ReceiptId handover = world.recorder
                .handover(new Handover(
                        accepted.transfer(),
                        accepted.documents().getFirst(),
                        World.caller(World.HOPITAL),
                        World.GROUNDS))
                .join();
        ReceiptId rejection = world.recorder
                .refuse(rejection(Optional.of(new TransferId(java.util.UUID.randomUUID()))))
                .join();
        ReceiptId request = world.recorder.refuse(rejection(Optional.empty())).join();
        ReceiptId search = world.recorder
                .search(new SearchMade(first().patient(), World.caller(World.HOPITAL), World.GROUNDS))
                .join();

        ReceiptId read = world.recorder
                .read(new MetadataRead(
                        accepted.transfer(),
                        accepted.documents().getFirst(),
                        World.caller(World.HOPITAL),
                        World.GROUNDS))
                .join();

        verify(world.ledger.receipts().find(read, World.HOPITAL).orElseThrow());
        verify(world.ledger.receipts().find(handover, World.HOPITAL).orElseThrow());
        verify(world.ledger.receipts().find(rejection, World.LABO).orElseThrow());
        verify(world.ledger.receipts().find(request, World.LABO).orElseThrow());
        assertThat(world.ledger.receipts().find(request, World.HOPITAL)).isEmpty();
        verify(world.ledger.receipts().find(search, World.HOPITAL).orElseThrow());
        assertThat(world.ledger.receipts().find(search, World.LABO)).isEmpty();
    }

    private static Rejection rejection(Optional<TransferId> transfer) {
        return new Rejection(transfer, World.caller(World.LABO), World.GROUNDS, List.of(FailureCode.CONSENT_REQUIRED));
    }

    @Test
    void aHandoverOfAnUnknownDocumentIsRefusedAlone() throws IOException {
        Acknowledgement accepted = world.accepted(first());
        Handover unknown = new Handover(
                accepted.transfer(),
                new DocumentId(java.util.UUID.randomUUID()),
                World.caller(World.HOPITAL),
                World.GROUNDS);

        CompletableFuture<ReceiptId> refused = world.recorder.handover(unknown);
        CompletableFuture<AcceptOutcome> other = world.accept(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF"));

        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NOT_FOUND));
        assertThat(other.join()).isInstanceOf(AcceptOutcome.Recorded.class);
    }

    @Test
    void transfersAreListedPageByPage() throws IOException {
        for (int i = 0; i < 5; i++) {
            world.accepted(Sample.one("urn:oid:1." + i, "urn:oid:1." + i + ".1", "%PDF " + i));
        }
        TransferPage page = world.ledger
                .transfers()
                .list(new TransferQuery(
                        Optional.of(World.HOPITAL), Optional.of(DeliveryState.QUEUED), Optional.empty(), 3));
        TransferPage rest =
                world.ledger.transfers().list(new TransferQuery(Optional.empty(), Optional.empty(), page.next(), 3));

        assertThat(page.lines()).hasSize(3);
        assertThat(rest.lines()).hasSize(2).doesNotContainAnyElementsOf(page.lines());
        assertThat(rest.next()).isEmpty();
        assertThatThrownBy(() -> world.ledger
                        .transfers()
                        .list(new TransferQuery(Optional.empty(), Optional.empty(), Optional.of("x"), 3)))
                .isInstanceOf(Refused.class);
    }
}
