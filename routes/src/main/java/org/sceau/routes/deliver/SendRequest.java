package org.sceau.routes.deliver;

import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Sends the request over mutual TLS, once. */
public final class SendRequest {
    private final PeerClient client;

    /** Sends with {@code client}. */
    public SendRequest(PeerClient client) {
        this.client = client;
    }

    /** What came of it. */
    @Handler
    public Sent send(@Body Prepared prepared) {
        return new Sent(prepared, client.post(prepared.request()));
    }
}
