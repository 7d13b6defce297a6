package org.sceau.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccreditationTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2028, 5, 15);

    @Test
    void itCountsToTheEndOfItsLastDay() {
        Accreditation record = Tables.accreditation(LAST_DAY);

        assertThat(record.at(Instant.parse("2028-05-15T23:59:59.999Z")))
                .isEqualTo(new Accreditation.Standing.InForce());
        assertThat(record.at(Instant.parse("2028-05-16T00:00:00Z")))
                .isEqualTo(new Accreditation.Standing.Expired(LAST_DAY));
    }

    @Test
    void aStoreOutsideTheEuropeanEconomicAreaIsRefused() {
        assertThat(record(Accreditation.NEEDED, "US").at(Instant.EPOCH))
                .isEqualTo(new Accreditation.Standing.OutsideEea("US"));
    }

    @Test
    void aCertificateThatLacksAnActivityIsRefused() {
        assertThat(record(Set.of(HostingActivity.BACKUP, HostingActivity.HARDWARE), "FR")
                        .at(Instant.EPOCH))
                .isEqualTo(new Accreditation.Standing.OutOfScope(Set.of(
                        HostingActivity.ADMINISTRATION,
                        HostingActivity.APPLICATION_PLATFORM,
                        HostingActivity.VIRTUAL_INFRASTRUCTURE)));
    }

    private static Accreditation record(Set<HostingActivity> activities, String country) {
        return new Accreditation("HDS-1", activities, LAST_DAY, country, URI.create("https://store.example"));
    }
}
