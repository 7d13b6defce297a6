package org.sceau.routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.access.AccessRules;
import org.sceau.access.CertificateChecker;
import org.sceau.access.Decide;
import org.sceau.access.ReaderKeys;
import org.sceau.consent.Consents;
import org.sceau.directory.Identifier;
import org.sceau.directory.RecipientKeys.Found;
import org.sceau.document.Coded;
import org.sceau.encryption.KeyWrapping;
import org.sceau.encryption.ReaderCertificate;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Octets;
import org.sceau.ledger.ReaderWrap;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Digest;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.ReaderSuite;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.routing.crypto.SuitePeriod;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.DevelopmentPki;
import org.sceau.vault.ContentKey;
import org.sceau.vault.PayloadLocation;

/** Of a document that was encrypted already, the certificate that its key was wrapped for is judged, and no other. */
class DecideDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Identifier HOLDER = new Identifier(Identifier.STRUCTURES, "1990000001");
    private static final Digest OWN = Digest.sha256(new byte[] {1});
    private static final Digest OTHERS = Digest.sha256(new byte[] {2});
    private static final Found REVOKED = new Found.Unusable(new CertificateStatus.Revoked(NOW, "KEY_COMPROMISE"));
    private static final Found LATE = new Found.TooOld(List.of("annuaire"));

    @Test
    void itsRevocationEndsTheDelivery() {
        assertThat(verdict(Map.of(OWN, REVOKED, OTHERS, LATE))).isInstanceOf(Verdict.Settled.class);
    }

    @Test
    void aDirectoryThatIsLateIsWaitedForWhateverOfOthersIsRevoked() {
        assertThat(verdict(Map.of(OWN, LATE, OTHERS, REVOKED))).isInstanceOf(Verdict.TryAgain.class);
    }

    @Test
    void oneThatIsThereNoMoreSetsItAside() {
        assertThat(verdict(Map.of(OWN, new Found.NoCertificate(), OTHERS, REVOKED)))
                .isInstanceOf(Verdict.SetAside.class);
    }

    /** It waited while the last day passed; whichever certificate the hospital has today does not matter. */
    @Test
    void aKeyThatWasWrappedInASuiteThatIsNotAllowedSetsItAside() {
        var pki = DevelopmentPki.create(() -> NOW, new SecureRandom());
        var certificate = pki.organisation(Deliveries.HOSPITAL, "Hôpital Fictif", HOLDER.value())
                .conf()
                .certificate();
        byte[] key = new KeyWrapping(new SecureRandom())
                .wrap(
                        ReaderCertificate.of(Deliveries.HOSPITAL, certificate).orElseThrow(),
                        new ContentKey(new byte[32]))
                .recipientInfo()
                .der();
        var table = Deliveries.table(URI.create("https://localhost:9443/fhir"));
        var item = Deliveries.item(
                NOW,
                Deliveries.HOSPITAL,
                List.of(object(List.of(
                        wrap(new PartnerId("other"), OTHERS),
                        new ReaderWrap(Deliveries.HOSPITAL, OWN, Octets.of(key))))));
        var up = new Taken.Up(item);

        assertThat(delivery(table, ReaderKeys.none(), ends(ReaderSuite.READER_X25519_1))
                        .decide(up)
                        .item())
                .isEqualTo(item);
        AttemptSettled settled = catchThrowableOfType(
                AttemptSettled.class,
                () -> delivery(table, ReaderKeys.none(), ends(ReaderSuite.READER_P256_1))
                        .decide(up));
        assertThat(settled.outcome().verdict()).isEqualTo(new Verdict.SetAside(FailureCode.SUITE_NOT_ALLOWED, false));
    }

    private static ReaderSuites ends(ReaderSuite suite) {
        var period = new SuitePeriod(suite, Optional.empty(), Optional.of(LocalDate.parse("2026-11-22")));
        return new ReaderSuites(new CryptoSettings(List.of(period), List.of(), List.of(), List.of()));
    }

    private static DecideDelivery delivery(RoutingTable table, ReaderKeys keys, ReaderSuites suites) {
        var everything = new AccessRule(
                "all",
                "for tests",
                Set.of(Action.values()),
                Set.of(),
                Who.EVERYBODY,
                Which.EVERY,
                Optional.empty(),
                Optional.empty(),
                Identity.SHOWN);
        var decide = new Decide(
                table,
                new AccessRules(new AccessSettings(List.of(everything))),
                Consents.none(),
                (_, _) -> new CertificateChecker.Standing.Usable(),
                () -> NOW,
                keys,
                suites);
        return new DecideDelivery(decide, table, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static StoredObject object(List<ReaderWrap> wraps) {
        return new StoredObject(
                0,
                new PayloadLocation("a.segment", 0, 1),
                "00".repeat(12),
                "00".repeat(16),
                1,
                OWN,
                OWN,
                Optional.empty(),
                wraps);
    }

    private static Verdict.Clear verdict(Map<Digest, Found> judged) {
        var table = Deliveries.table(
                URI.create("https://localhost:9443/fhir"), Optional.of(new Coded(HOLDER.system(), HOLDER.value())));
        var keys = new ReaderKeys() {
            @Override
            public Found find(Identifier holder, Set<Suite> suites) {
                throw new AssertionError("what is newest now is not asked");
            }

            @Override
            public Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
                assertThat(holder).isEqualTo(HOLDER);
                return Objects.requireNonNull(judged.get(certificate));
            }
        };
        var object = object(List.of(wrap(new PartnerId("other"), OTHERS), wrap(Deliveries.HOSPITAL, OWN)));
        var item = Deliveries.item(NOW, Deliveries.HOSPITAL, List.of(object));
        DecideDelivery delivery = delivery(table, keys, ReaderSuites.EVERY);
        AttemptSettled settled = catchThrowableOfType(AttemptSettled.class, () -> delivery.decide(new Taken.Up(item)));
        return settled.outcome().verdict();
    }

    private static ReaderWrap wrap(PartnerId reader, Digest certificate) {
        return new ReaderWrap(reader, certificate, Octets.of(new byte[0]));
    }
}
