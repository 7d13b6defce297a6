package org.sceau.routing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.routing.Tables.HEBERGEUR;
import static org.sceau.routing.Tables.HOPITAL;
import static org.sceau.routing.Tables.LABO;
import static org.sceau.routing.crypto.ReaderSuite.READER_MLKEM768_P256_1;
import static org.sceau.routing.crypto.ReaderSuite.READER_P256_1;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.encryption.ReaderCertificates;
import org.sceau.routing.Channel;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.Tables;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

class MixedRouteTest {
    private static final Instant NOW = Instant.parse("2027-06-01T10:00:00Z");
    private static final X509Certificate CLASSICAL = ReaderCertificates.classical("labo");
    private static final X509Certificate HYBRID = ReaderCertificates.hybrid("hopital");

    private final Partner hopital = reader(HOPITAL, Optional.of(HYBRID));
    private final Partner labo = reader(LABO, Optional.of(CLASSICAL));
    private final Route both = route("lab", List.of(LABO), List.of(HOPITAL));

    @Test
    void whoIsHeldAndWhoIsNotAreNamedWithTheSuite() {
        assertThat(mixed(both, held(HOPITAL, READER_MLKEM768_P256_1), hopital, labo))
                .containsExactly(new MixedRoute(new RouteId("lab"), HOPITAL, LABO, List.of(READER_P256_1)));
    }

    @Test
    void nobodyIsNamedWhereNobodyIsHeldOrAllAre() {
        Partner alike = reader(LABO, Optional.of(HYBRID));

        assertThat(mixed(both, CryptoSettings.NONE, hopital, labo)).isEmpty();
        assertThat(mixed(both, held(LABO, READER_P256_1), hopital, labo))
                .as("held to what the other exceeds")
                .isEmpty();
        assertThat(mixed(both, held(HOPITAL, READER_MLKEM768_P256_1, READER_P256_1), hopital, labo))
                .as("allowed both")
                .isEmpty();
        assertThat(mixed(both, held(HOPITAL, READER_MLKEM768_P256_1), hopital, alike))
                .isEmpty();
        assertThat(mixed(
                        route("lab", List.of(HOPITAL), List.of()),
                        held(HOPITAL, READER_MLKEM768_P256_1),
                        hopital,
                        labo))
                .as("no recipient of the route")
                .isEmpty();
        assertThat(mixed(
                        route("lab", List.of(HEBERGEUR), List.of(HOPITAL)),
                        held(HOPITAL, READER_MLKEM768_P256_1),
                        hopital,
                        reader(HEBERGEUR, Optional.empty())))
                .as("nothing is encrypted for the other")
                .isEmpty();
    }

    @Test
    void aSuiteThatIsNotAllowedNowIsEncryptedInForNobody() {
        var ended = new SuitePeriod(READER_P256_1, Optional.empty(), Optional.of(LocalDate.parse("2027-05-31")));
        var settings = new CryptoSettings(
                List.of(ended), held(HOPITAL, READER_MLKEM768_P256_1).partners(), List.of(), List.of());

        assertThat(MixedRoute.of(Tables.table(List.of(hopital, labo), both), settings, NOW))
                .isEmpty();
        assertThat(MixedRoute.of(Tables.table(List.of(hopital, labo), both), settings, NOW.minusSeconds(86_400)))
                .hasSize(1);
    }

    @Test
    void whatASenderEncryptsIsNotOurs() {
        Route sealed = new Route(
                both.id(),
                both.description(),
                both.priority(),
                both.match(),
                both.to(),
                both.toIntended(),
                both.unknownRecipients(),
                Mode.SEALED_BY_SENDER,
                both.withoutConsent(),
                both.limit(),
                both.validate(),
                both.whenUnstamped(),
                both.timeStamp(),
                both.authorSignature());

        assertThat(mixed(sealed, held(HOPITAL, READER_MLKEM768_P256_1), hopital, labo))
                .isEmpty();
    }

    private static List<MixedRoute> mixed(Route route, CryptoSettings settings, Partner... partners) {
        return MixedRoute.of(Tables.table(Arrays.asList(partners), route), settings, NOW);
    }

    private static CryptoSettings held(PartnerId partner, ReaderSuite... suites) {
        return new CryptoSettings(List.of(), List.of(new PartnerSuites(partner, Set.of(suites))), List.of(), List.of());
    }

    private static Route route(String id, List<PartnerId> to, List<PartnerId> toIntended) {
        return Tables.route(id, 1, Match.EVERYTHING, to, toIntended);
    }

    private static Partner reader(PartnerId id, Optional<X509Certificate> certificate) {
        return Tables.partner(id, new Channel.Inbox(), List.of(), Set.of(), List.of(), certificate);
    }
}
