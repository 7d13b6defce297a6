package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.document.SubmissionFixture.submission;
import static org.sceau.routing.Tables.HOPITAL;
import static org.sceau.routing.Tables.LABO;
import static org.sceau.routing.Tables.partner;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sceau.consent.Consents;
import org.sceau.directory.Identifier;
import org.sceau.encryption.ReaderCertificates;
import org.sceau.failure.FailureCode;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.routing.Channel;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.RouteId;
import org.sceau.routing.Tables;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.PartnerSuites;
import org.sceau.routing.crypto.ReaderSuite;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.routing.crypto.SuitePeriod;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** A recipient gets something only while the suite of its certificate is allowed for it, by the moment of each decision. */
class SuiteRulesTest {
    private static final TransferId TRANSFER = new TransferId(new UUID(1, 2));
    private static final Instant LAST_MOMENT = Instant.parse("2030-12-31T23:59:59.999Z");
    private static final Instant NEXT = Instant.parse("2031-01-01T00:00:00Z");
    private static final X509Certificate CLASSICAL = ReaderCertificates.classical("hopital");
    private static final X509Certificate HYBRID = ReaderCertificates.hybrid("hopital");
    private static final SuitePeriod CLASSICAL_ENDS =
            new SuitePeriod(ReaderSuite.READER_P256_1, Optional.empty(), Optional.of(LocalDate.parse("2030-12-31")));
    private static final SuitePeriod HYBRID_BEGINS = new SuitePeriod(
            ReaderSuite.READER_MLKEM768_P256_1, Optional.of(LocalDate.parse("2031-01-01")), Optional.empty());

    @Test
    void theSuitesLastDayCountsWhollyAndTheNextRefusesWithoutARestart() {
        Decide decide = decide(CLASSICAL, List.of(CLASSICAL_ENDS), List.of());

        assertThat(codes(decide, LAST_MOMENT)).isEmpty();
        assertThat(codes(decide, NEXT)).containsExactly(FailureCode.SUITE_NOT_ALLOWED);
    }

    @Test
    void aSuiteIsRefusedBeforeItsFirstDay() {
        Decide decide = decide(HYBRID, List.of(HYBRID_BEGINS), List.of());

        assertThat(codes(decide, LAST_MOMENT)).containsExactly(FailureCode.SUITE_NOT_ALLOWED);
        assertThat(codes(decide, NEXT)).isEmpty();
    }

    @Test
    void theEndOfOneSuiteIsNoneOfAnother() {
        assertThat(codes(decide(HYBRID, List.of(CLASSICAL_ENDS), List.of()), NEXT))
                .isEmpty();
    }

    @Test
    void aPartnerOfWhomASuiteIsDemandedGetsNothingInAnother() {
        List<PartnerSuites> line = line(HOPITAL);

        assertThat(codes(decide(CLASSICAL, List.of(), line), NEXT)).containsExactly(FailureCode.SUITE_NOT_ALLOWED);
        assertThat(codes(decide(HYBRID, List.of(), line), NEXT)).isEmpty();
        assertThat(codes(decide(HYBRID, List.of(HYBRID_BEGINS), line), LAST_MOMENT))
                .as("what is demanded is not allowed yet")
                .containsExactly(FailureCode.SUITE_NOT_ALLOWED);
        assertThat(codes(decide(CLASSICAL, List.of(), line(LABO)), NEXT))
                .as("the line of another")
                .isEmpty();
    }

    /** Who changes the dates again has it delivered. */
    @Test
    void aDeliveryThatTheDatesRefuseIsSetAside() {
        Decide decide = decide(CLASSICAL, List.of(CLASSICAL_ENDS), List.of());
        var outgoing = new Outgoing(TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, _ -> true);

        assertThat(decide.delivery(outgoing, LAST_MOMENT)).isInstanceOf(Ruling.Permitted.class);
        assertThat(decide.delivery(outgoing, NEXT)).isInstanceOfSatisfying(Ruling.Forbidden.class, forbidden -> {
            assertThat(forbidden.rule()).isEqualTo("route:lab/recipient-hopital/suite-reader-p256-1:refuse");
            assertThat(forbidden.issues().getFirst().code()).isEqualTo(FailureCode.SUITE_NOT_ALLOWED);
            assertThat(forbidden.configured()).isTrue();
        });
    }

    /** A new certificate in the recipient's file opens nothing that was encrypted for the former one. */
    @Test
    void aDeliveryThatWasEncryptedInAnEndedSuiteIsSetAsideWhateverTheCertificateNow() {
        Decide decide = decide(HYBRID, List.of(CLASSICAL_ENDS), List.of());

        assertThat(decide.delivery(encrypted(Suite.READER_P256), LAST_MOMENT)).isInstanceOf(Ruling.Permitted.class);
        assertThat(decide.delivery(encrypted(Suite.READER_HYBRID), NEXT)).isInstanceOf(Ruling.Permitted.class);
        assertSetAside(decide.delivery(encrypted(Suite.READER_P256), NEXT));
        assertSetAside(decide(HYBRID, List.of(), line(HOPITAL)).delivery(encrypted(Suite.READER_P256), LAST_MOMENT));
    }

    /** The certificate and suite of today, by the decision of today: neither the one that ended nor one that is not allowed yet. */
    @Test
    void aDeliveryIsEncryptedAnewForTheCertificateInForceOrNotAtAll() {
        Outgoing outgoing = encryptedFor(CLASSICAL, Suite.READER_P256);

        assertThat(decide(CLASSICAL, List.of(CLASSICAL_ENDS), List.of()).reader(outgoing, LAST_MOMENT))
                .isInstanceOf(ReaderNow.Same.class);
        assertThat(decide(CLASSICAL, List.of(CLASSICAL_ENDS), List.of()).reader(outgoing, NEXT))
                .isEqualTo(new ReaderNow.None(FailureCode.SUITE_NOT_ALLOWED));
        assertThat(decide(HYBRID, List.of(CLASSICAL_ENDS), List.of()).reader(outgoing, NEXT))
                .isInstanceOfSatisfying(
                        ReaderNow.Other.class,
                        other -> assertThat(other.recipient().readerCertificate())
                                .contains(HYBRID));
        assertThat(decide(HYBRID, List.of(HYBRID_BEGINS), List.of()).reader(outgoing, LAST_MOMENT))
                .isEqualTo(new ReaderNow.None(FailureCode.SUITE_NOT_ALLOWED));
        assertThat(decide(HYBRID, List.of(), List.of()).reader(outgoing, LAST_MOMENT))
                .as("another certificate, though the suite has not ended")
                .isInstanceOf(ReaderNow.Other.class);
        assertThat(decide(CLASSICAL, List.of(), line(HOPITAL)).reader(outgoing, LAST_MOMENT))
                .as("another suite is demanded than its certificate is of")
                .isEqualTo(new ReaderNow.None(FailureCode.SUITE_NOT_ALLOWED));
    }

    @Test
    void nothingIsEncryptedAnewForARevokedCertificateOrForWhomTheRouteNoLongerServes() {
        Outgoing outgoing = encryptedFor(CLASSICAL, Suite.READER_P256);
        CertificateChecker revoked =
                (_, _) -> new CertificateChecker.Standing.Unusable(FailureCode.CERTIFICATE_REVOKED);

        assertThat(decide(HYBRID, List.of(), List.of(), revoked).reader(outgoing, NEXT))
                .isEqualTo(new ReaderNow.None(FailureCode.RECIPIENT_KEY_UNUSABLE));
        var elsewhere = new Outgoing(
                TRANSFER, new RouteId("gone"), LABO, HOPITAL, List::of, outgoing.readers(), outgoing.wrappedIn());
        assertThat(decide(HYBRID, List.of(), List.of()).reader(elsewhere, NEXT))
                .isEqualTo(new ReaderNow.None(FailureCode.RECIPIENT_UNKNOWN));
    }

    private static Outgoing encryptedFor(X509Certificate certificate, Suite suite) {
        return new Outgoing(
                TRANSFER,
                new RouteId("lab"),
                LABO,
                HOPITAL,
                List::of,
                () -> Set.of(Partner.thumbprint(certificate)),
                suites -> suites.contains(suite));
    }

    /** What an operator is told of an identifier is what decisions go by. */
    @Test
    void theIdentifierOfAPartnerStandsForItsLineAndAnyOtherForTheDatesAlone() {
        var holder = new Identifier("urn:oid:1.2.3", "1750999991");
        var other = new Identifier("urn:oid:1.2.3", "1750999992");
        Partner named = partner(
                HOPITAL, new Channel.Inbox(), List.of(holder.toString()), Set.of(), List.of(), Optional.of(CLASSICAL));
        var rules = new SuiteRules(
                Tables.table(List.of(named), Tables.route("lab", 1, Match.EVERYTHING, List.of(HOPITAL), List.of())),
                new ReaderSuites(new CryptoSettings(
                        List.of(CLASSICAL_ENDS, HYBRID_BEGINS), line(HOPITAL), List.of(), List.of())));

        assertThat(rules.of(holder, LAST_MOMENT)).isEmpty();
        assertThat(rules.of(holder, NEXT)).containsExactly(Suite.READER_HYBRID);
        assertThat(rules.of(other, LAST_MOMENT))
                .contains(Suite.READER_P256, Suite.READER_MLKEM768)
                .doesNotContain(Suite.READER_HYBRID);
        assertThat(rules.of(other, NEXT))
                .contains(Suite.READER_HYBRID, Suite.READER_MLKEM768)
                .doesNotContain(Suite.READER_P256);
    }

    private static void assertSetAside(Ruling ruling) {
        assertThat(ruling).isInstanceOfSatisfying(Ruling.Forbidden.class, forbidden -> {
            assertThat(forbidden.rule()).isEqualTo("route:lab/recipient-hopital/suite-encrypted:refuse");
            assertThat(forbidden.issues().getFirst().code()).isEqualTo(FailureCode.SUITE_NOT_ALLOWED);
            assertThat(forbidden.configured()).isTrue();
        });
    }

    private static Outgoing encrypted(Suite suite) {
        return new Outgoing(
                TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, suites -> suites.contains(suite));
    }

    private static List<PartnerSuites> line(PartnerId partner) {
        return List.of(new PartnerSuites(partner, Set.of(ReaderSuite.READER_MLKEM768_P256_1)));
    }

    private static List<FailureCode> codes(Decide decide, Instant at) {
        var caller = new Caller(LABO, Tables.CONFIGURATION, ProfessionalQuality.NONE);
        return switch (decide.submission(
                TRANSFER, caller, submission().document("1").build(), at)) {
            case AccessDecision.Granted _ -> List.of();
            case AccessDecision.Refused refused ->
                refused.issues().stream().map(issue -> issue.code()).toList();
        };
    }

    private static Decide decide(X509Certificate reader, List<SuitePeriod> periods, List<PartnerSuites> lines) {
        return decide(reader, periods, lines, (_, _) -> new CertificateChecker.Standing.Usable());
    }

    private static Decide decide(
            X509Certificate reader,
            List<SuitePeriod> periods,
            List<PartnerSuites> lines,
            CertificateChecker certificates) {
        List<Partner> all = new ArrayList<>(Tables.partners());
        all.removeIf(partner -> partner.id().equals(HOPITAL));
        all.add(partner(HOPITAL, new Channel.Inbox(), List.of(), Set.of(), List.of(), Optional.of(reader)));
        return new Decide(
                Tables.table(all, Tables.route("lab", 1, Match.EVERYTHING, List.of(HOPITAL), List.of())),
                RulesForTests.everything(),
                Consents.none(),
                certificates,
                () -> Instant.EPOCH,
                ReaderKeys.none(),
                new ReaderSuites(new CryptoSettings(periods, lines, List.of(), List.of())));
    }
}
