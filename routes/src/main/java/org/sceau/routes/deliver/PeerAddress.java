package org.sceau.routes.deliver;

import java.net.URI;
import java.util.Optional;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;

/** Where a partner's FHIR base is. */
final class PeerAddress {
    private PeerAddress() {}

    static URI of(Partner partner, String path) {
        Optional<URI> base = switch (partner.channel()) {
            case Channel.FhirPush push -> Optional.of(push.url());
            case Channel.HostingStore store -> store.url();
            case Channel.Inbox _ -> Optional.empty();
        };
        String text = base.orElseThrow(() -> new IllegalArgumentException("this partner is not pushed to"))
                .toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
