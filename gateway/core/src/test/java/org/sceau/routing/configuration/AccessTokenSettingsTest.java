package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.transfer.PartnerId;

class AccessTokenSettingsTest {
    private static final PartnerId LABO = new PartnerId("labo");
    private static final PartnerId HOPITAL = new PartnerId("hopital");
    private static final TokenPartnerSettings HOPITAL_ALONE = new TokenPartnerSettings(HOPITAL, Optional.empty());

    @Test
    void whoseTokensComeFromElsewhereGetsNoneHereUnlessTheSettingsSaySo() {
        assertThat(settings(Optional.empty()).issuesTo(LABO)).isTrue();
        assertThat(settings(Optional.empty()).issuesTo(HOPITAL)).isFalse();
        assertThat(settings(Optional.of(Set.of(HOPITAL_ALONE))).issuesTo(HOPITAL))
                .isTrue();
        assertThat(settings(Optional.of(Set.of(HOPITAL_ALONE))).issuesTo(LABO)).isFalse();
    }

    private static AccessTokenSettings settings(Optional<Set<TokenPartnerSettings>> partners) {
        var region = new TokenIssuerSettings(
                "region", "https://as.example", URI.create("https://as.example/keys"), Set.of(HOPITAL), false);
        return new AccessTokenSettings(
                Duration.ofMinutes(5),
                partners,
                600,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(region),
                Optional.empty(),
                Duration.ofMinutes(10),
                Duration.ofHours(6));
    }
}
