package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.consent.Consents;
import org.sceau.directory.RecipientKeys.Found;
import org.sceau.document.Coded;
import org.sceau.failure.FailureCode;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.transfer.TransferId;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Purpose;

class ReaderKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    static Stream<Arguments> found() {
        return Stream.of(
                Arguments.of(new Found.TooOld(List.of("annuaire")), FailureCode.DIRECTORY_LATE, true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.RevocationUnknown("CN=x")),
                        FailureCode.CERTIFICATE_UNCHECKED,
                        true),
                Arguments.of(new Found.Unknown(), FailureCode.RECIPIENT_KEY_UNUSABLE, true),
                Arguments.of(new Found.NoCertificate(), FailureCode.RECIPIENT_KEY_UNUSABLE, true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.UnknownIssuer()),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.WrongUse(Purpose.ENCRYPTION)),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        true),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.Revoked(NOW, "OPPOSED")),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        false),
                Arguments.of(
                        new Found.Unusable(new CertificateStatus.Expired(NOW)),
                        FailureCode.RECIPIENT_KEY_UNUSABLE,
                        false));
    }

    /** What a source that lies could bring about ends no delivery. */
    @ParameterizedTest
    @MethodSource("found")
    void aRecipientWithoutAKeyIsRefusedWithTheReasonAndOnlyRevocationOrItsEndEndsADelivery(
            Found found, FailureCode code, boolean goesOnLater) {
        Decide decide = new Decide(
                table(),
                RulesForTests.everything(),
                Consents.none(),
                (_, _) -> new CertificateChecker.Standing.Usable(),
                () -> NOW,
                _ -> found);

        Ruling ruling = decide.delivery(
                new Outgoing(new TransferId(new UUID(1, 2)), new RouteId("lab"), Tables.LABO, Tables.HOPITAL, List::of),
                NOW);

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Forbidden.class, forbidden -> {
            assertThat(forbidden.rule()).isEqualTo("route:lab/recipient-hopital/directory:refuse");
            assertThat(forbidden.issues().getFirst().code()).isEqualTo(code);
            assertThat(forbidden.decision())
                    .endsWith(found.failure().orElseThrow().code());
            assertThat(forbidden.configured()).isEqualTo(goesOnLater);
        });
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
                partner.language());
    }
}
