package org.sceau.app.oauth;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sceau.oauth.Scopes;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.TokenPartnerSettings;
import org.sceau.transfer.PartnerId;

/** What the gateway's own tokens for a partner may cover at most, whoever asks for them and by whichever grant. Immutable. */
public final class ScopeCeilings {
    private final Map<PartnerId, Scopes> ceilings = new HashMap<>();

    /** Those of the settings; throws {@link UnusableTokens} for one that names what is no scope here. */
    public ScopeCeilings(AccessTokenSettings settings) {
        for (TokenPartnerSettings partner : settings.partners().orElse(Set.of())) {
            partner.scopes().map(Scopes::of).ifPresent(scopes -> {
                if (!scopes.areAllKnown()) {
                    throw new UnusableTokens("tokens.partners: scopes of " + partner.partner()
                            + ": names such as ITI-67 and system/DocumentReference.rs, one space between them");
                }
                ceilings.put(partner.partner(), scopes);
            });
        }
    }

    /** That of a partner: every scope where none is set. */
    public Scopes of(PartnerId partner) {
        return ceilings.getOrDefault(partner, Scopes.all());
    }
}
