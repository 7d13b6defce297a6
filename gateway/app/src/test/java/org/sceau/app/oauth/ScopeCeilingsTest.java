package org.sceau.app.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.oauth.Scopes;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.TokenPartnerSettings;
import org.sceau.transfer.PartnerId;

class ScopeCeilingsTest {
    private static final PartnerId LABO = new PartnerId("labo");
    private static final PartnerId HOPITAL = new PartnerId("hopital");

    @Test
    void whoHasNoneMayHaveEverything() {
        var ceilings = new ScopeCeilings(settings("ITI-67 system/List.rs"));

        assertThat(ceilings.of(LABO).text()).isEqualTo("ITI-67 system/List.s");
        assertThat(ceilings.of(HOPITAL).text()).isEqualTo(Scopes.all().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "ITI-67  ITI-68", "ITI-67,ITI-68", "iti-67", "openid", "ITI-67 system/Patient.rs"})
    void aCeilingOfWhatIsNoScopeIsRefused(String scopes) {
        assertThatThrownBy(() -> new ScopeCeilings(settings(scopes)))
                .isInstanceOf(UnusableTokens.class)
                .hasMessageContaining("labo");
    }

    private static AccessTokenSettings settings(String scopes) {
        return new AccessTokenSettings(
                Duration.ofMinutes(5),
                Optional.of(Set.of(
                        new TokenPartnerSettings(LABO, Optional.of(scopes)),
                        new TokenPartnerSettings(HOPITAL, Optional.empty()))),
                600,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(10),
                Duration.ofHours(6));
    }
}
