package org.sceau.routes;

import org.sceau.transfer.PartnerId;

/** Where routes begin. Logical names only: addresses and credentials are configured in the program. */
public final class Endpoints {
    /** A submission that was split; answers {@link org.sceau.routes.submit.Answer}. */
    public static final String SUBMIT = "direct:submit";

    /**
     * A session and a consumer are kept; messages hold all that a worker needs, so nothing is answered. They are
     * acknowledged by the lot: one that comes again is outdated, the claim says so.
     */
    private static final String OPTIONS =
            "?cacheLevelName=CACHE_CONSUMER&exchangePattern=InOnly" + "&acknowledgementModeName=DUPS_OK_ACKNOWLEDGE";

    private Endpoints() {}

    /** The name of a recipient's queue. */
    public static String queue(PartnerId recipient) {
        return "deliver." + recipient;
    }

    /**
     * The endpoint that reads a recipient's queue with consumers of its own, so that a dead recipient holds up nobody else.
     *
     * @param workers attempts at the same time, at most: consumers come and go with the load
     */
    public static String deliver(PartnerId recipient, int workers) {
        return "jms:queue:" + queue(recipient) + OPTIONS + "&concurrentConsumers=1&maxConcurrentConsumers=" + workers;
    }
}
