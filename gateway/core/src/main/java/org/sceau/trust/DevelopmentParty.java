package org.sceau.trust;

import java.util.Map;
import java.util.Set;
import org.sceau.keys.Credential;
import org.sceau.transfer.PartnerId;

/**
 * A made-up organisation or professional and its keys, one per use.
 *
 * @param id its short name
 * @param credentials its keys
 */
public record DevelopmentParty(PartnerId id, Map<DevelopmentUse, Credential> credentials) {

    /** Copies the map. */
    public DevelopmentParty {
        credentials = Map.copyOf(credentials);
    }

    /** The uses it has keys for. */
    public Set<DevelopmentUse> uses() {
        return credentials.keySet();
    }

    /** The key for {@code use}; throws IllegalArgumentException when the party was made without. */
    public Credential credential(DevelopmentUse use) {
        Credential credential = credentials.get(use);
        if (credential == null) {
            throw new IllegalArgumentException(id + " has no key for " + use);
        }
        return credential;
    }

    /** Opens channels. */
    public Credential auth() {
        return credential(DevelopmentUse.AUTH);
    }

    /** Signs or seals. */
    public Credential sign() {
        return credential(DevelopmentUse.SIGN);
    }

    /** Reads what is encrypted, P-256. */
    public Credential conf() {
        return credential(DevelopmentUse.CONF);
    }

    /** Answers channels. */
    public Credential tls() {
        return credential(DevelopmentUse.TLS);
    }
}
