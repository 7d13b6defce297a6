package org.sceau.routes.deliver;

import java.io.IOException;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.transfer.Mode;
import org.sceau.vault.Vault;

/**
 * The request for a recipient, by its channel: CMS objects, or the original request. What its sender sealed goes on as it
 * is: it is ciphertext already. Thread-safe.
 */
public final class ComposeRequest implements PrepareRequest.Composing {
    private final ComposeEnvelopes envelopes;
    private final ComposeOriginal original;

    /**
     * Composes from {@code vault}.
     *
     * @param sourceId OID of this gateway, {@code urn:oid:…}
     */
    public ComposeRequest(Vault vault, String sourceId) {
        this.envelopes = new ComposeEnvelopes(new Envelopes(vault), sourceId);
        this.original = new ComposeOriginal(vault);
    }

    @Override
    public PeerRequest compose(Attempt attempt) throws IOException {
        if (attempt.item().dossier().mode() == Mode.SEALED_BY_SENDER) {
            return original.compose(attempt);
        }
        return switch (attempt.partner().channel()) {
            case Channel.FhirPush push when push.carries() == Carries.CLEAR -> original.compose(attempt);
            case Channel.FhirPush _ -> envelopes.compose(attempt, true);
            // a store gets ciphertext only: the signature tells digests
            case Channel.HostingStore _, Channel.Inbox _ -> envelopes.compose(attempt, false);
        };
    }
}
