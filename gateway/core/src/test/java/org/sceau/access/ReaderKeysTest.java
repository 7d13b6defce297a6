package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.consent.Consents;
import org.sceau.directory.Directory;
import org.sceau.directory.Entries;
import org.sceau.directory.Identifier;
import org.sceau.directory.RecipientKeys;
import org.sceau.directory.RecipientKeys.Found;
import org.sceau.document.Coded;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.Purpose;

class ReaderKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Digest READER = Digest.sha256(new byte[] {1});
    private static final Found REVOKED = new Found.Unusable(new CertificateStatus.Revoked(NOW, "OPPOSED"));
    private static final Found GOOD = good();

    static Stream<Arguments> found() {
        return Stream.of(
                Arguments.of(new Found.TooOld(List.of("annuaire")), FailureCode.DIRECTORY_LATE, true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.RevocationUnknown("CN=x")),
                        FailureCode.CERTIFICATE_UNCHECKED,
                        true),
                Arguments.of(new Found.Unknown(), FailureCode.RECIPIENT_KEY_UNUSABLE, true),
                Arguments.of(new Found.NoCertificate(), FailureCode.RECIPIENT_KEY_UNUSABLE, true),
                Arguments.of(new Found.SuiteRefused(), FailureCode.SUITE_NOT_ALLOWED, true),
                Arguments.of(new Found.Ambiguous(), FailureCode.RECIPIENT_KEY_UNUSABLE, true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.UnknownIssuer()),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.WrongUse(Purpose.ENCRYPTION)),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        true),
                Arguments.of(REVOKED, FailureCode.RECIPIENT_KEY_UNUSABLE, false),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.Expired(NOW)),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        false));
    }

    /** What a source that lies could bring about ends no delivery. */
    @ParameterizedTest
    @MethodSource("found")
    void onlyTheRevocationOrTheEndOfTheCertificateThatWasEncryptedForEndsADelivery(
            Found found, FailureCode code, boolean goesOnLater) {
        Ruling ruling = delivery(GOOD, found, Set.of(READER));

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Forbidden.class, forbidden -> {
            assertThat(forbidden.rule()).isEqualTo("route:lab/recipient-hopital/directory:refuse");
            assertThat(forbidden.issues().getFirst().code()).isEqualTo(code);
            assertThat(forbidden.decision())
                    .endsWith(found.failure().orElseThrow().code());
            assertThat(forbidden.configured()).isEqualTo(goesOnLater);
        });
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatTheDirectoryKnowsOfOtherCertificatesNowHoldsUpNoDeliveryThatIsEncrypted(Found found, FailureCode code) {
        assertThat(delivery(found, GOOD, Set.of(READER))).as(code.name()).isInstanceOf(Ruling.Permitted.class);
    }

    /** A delivery in clear rests on whoever is there now; that nobody is ends nothing. */
    @ParameterizedTest
    @MethodSource("found")
    void withoutAnEncryptionWhatIsThereNowIsAskedAndEndsNothing(Found found, FailureCode code) {
        assertThat(delivery(found, GOOD, Set.of())).isInstanceOfSatisfying(Ruling.Forbidden.class, forbidden -> {
            assertThat(forbidden.issues().getFirst().code()).isEqualTo(code);
            assertThat(forbidden.configured()).isTrue();
        });
    }

    /** A newer certificate is no reason while the one that was encrypted for is good. */
    @ParameterizedTest
    @MethodSource("found")
    void onlyWhatWasEncryptedForACertificateThatIsNotGoodIsEncryptedAnewAndForAGoodOneOnly(
            Found found, FailureCode code) {
        assertThat(decide(found, GOOD).reader(outgoing(Set.of(READER)), NOW)).isInstanceOf(ReaderNow.Same.class);
        assertThat(decide(GOOD, found).reader(outgoing(Set.of(READER)), NOW))
                .isInstanceOfSatisfying(
                        ReaderNow.Other.class,
                        other -> assertThat(other.recipient().readerCertificate())
                                .contains(((Found.Key) GOOD).certificate().certificate()));
        assertThat(decide(found, found).reader(outgoing(Set.of(READER)), NOW)).isEqualTo(new ReaderNow.None(code));
    }

    private static Ruling delivery(Found found, Found judged, Set<Digest> readers) {
        return decide(found, judged).delivery(outgoing(readers), NOW);
    }

    private static Outgoing outgoing(Set<Digest> readers) {
        return new Outgoing(
                new TransferId(new UUID(1, 2)),
                new RouteId("lab"),
                Tables.LABO,
                Tables.HOPITAL,
                List::of,
                () -> readers,
                _ -> true);
    }

    private static Decide decide(Found found, Found judged) {
        var keys = new ReaderKeys() {
            @Override
            public Found find(Identifier holder, Set<Suite> suites) {
                return found;
            }

            @Override
            public Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
                return certificate.equals(READER) ? judged : new Found.Unknown();
            }
        };
        return new Decide(
                table(),
                RulesForTests.everything(),
                Consents.none(),
                (_, _) -> new CertificateChecker.Standing.Usable(),
                () -> NOW,
                keys,
                ReaderSuites.EVERY);
    }

    private static Found good() {
        var holder = new Identifier(Identifier.STRUCTURES, "1750000002");
        DevelopmentPki pki = DevelopmentPki.create(() -> NOW, new SecureRandom());
        Entries entries = new Entries.Builder(1)
                .add(
                        holder,
                        pki.organisation(new PartnerId("hopital"), "Hôpital Fictif", holder.value())
                                .conf()
                                .certificate())
                .build();
        var anchors = pki.anchors(Duration.ofDays(7));
        var directory = new Directory(entries, List.of(), Duration.ZERO, () -> NOW);
        return new RecipientKeys(directory, new org.sceau.trust.CertificateChecker(anchors), () -> NOW)
                .find(holder, Suite.READERS);
    }

    private static RoutingTable table() {
        List<Partner> partners = new ArrayList<>(Tables.partners());
        partners.replaceAll(partner -> partner.id().equals(Tables.HOPITAL) ? fromDirectory(partner) : partner);
        return Tables.table(partners, Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.HOPITAL), List.of()));
    }

    private static Partner fromDirectory(Partner partner) {
        return new Partner(
                partner.id(),
                partner.name(),
                partner.identifiers(),
                partner.may(),
                partner.profiles(),
                partner.authCertificates(),
                Optional.empty(),
                Optional.of(new Coded("urn:oid:1.2.250.1.71.4.2.2", "1750000002")),
                partner.channel(),
                partner.retry(),
                partner.accreditation(),
                partner.quality(),
                partner.language(),
                partner.client());
    }
}
