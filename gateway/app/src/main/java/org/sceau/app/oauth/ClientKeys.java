package org.sceau.app.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.routing.configuration.TokenClientSettings;
import org.sceau.suites.JoseKey;
import org.sceau.suites.JwkSet;
import org.sceau.transfer.PartnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** With which keys each partner signs its client assertions: those registered for it, or else its session's. Immutable. */
final class ClientKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);

    private final Map<PartnerId, List<JoseKey>> registered;

    private ClientKeys(Map<PartnerId, List<JoseKey>> registered) {
        this.registered = Map.copyOf(registered);
    }

    /** Reads the files, once at the start; throws {@link UnusableTokens}. */
    static ClientKeys of(List<TokenClientSettings> clients) {
        Map<PartnerId, List<JoseKey>> registered = new HashMap<>();
        for (TokenClientSettings client : clients) {
            try {
                byte[] text = Files.readAllBytes(client.keys().path());
                JwkSet set = JwkSet.read(new String(text, StandardCharsets.UTF_8))
                        .filter(read -> !read.keys().isEmpty())
                        .orElseThrow(() -> unusable(client.partner()));
                if (set.edwards() > 0) {
                    LOG.warn("event=edwards-keys-left-out partner={} keys={}", client.partner(), set.edwards());
                }
                registered.put(client.partner(), set.keys());
            } catch (IOException e) {
                throw unusable(client.partner());
            }
        }
        return new ClientKeys(registered);
    }

    private static UnusableTokens unusable(PartnerId partner) {
        return new UnusableTokens("tokens.clients: the keys of " + partner + " are no JWK Set of public keys");
    }

    /**
     * The keys that count in a session.
     *
     * @param session key of its certificate, which was judged; another of the partner's may be revoked or have ended
     */
    List<JoseKey> of(PartnerId partner, PublicKey session) {
        return registered.getOrDefault(partner, List.of(JoseKey.of(session)));
    }
}
