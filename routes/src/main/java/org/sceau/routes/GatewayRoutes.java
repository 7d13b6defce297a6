package org.sceau.routes;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.sceau.routes.submit.SubmitRoute;

/** All routes in the order in which a document meets them. The only place where routes are put into a context. */
public final class GatewayRoutes {
    private final Failures failures;
    private final List<RoutesBuilder> routes;

    /**
     * The table of contents.
     *
     * @param failures the policy of all
     * @param submit the way in
     * @param deliveries one way out for each recipient
     */
    public GatewayRoutes(Failures failures, SubmitRoute submit, List<? extends RoutesBuilder> deliveries) {
        this.failures = failures;
        this.routes = new ArrayList<>();
        routes.add(submit);
        routes.addAll(deliveries);
    }

    /** Puts them into {@code camel}; throws what Camel throws, at start only. */
    public void addTo(CamelContext camel) throws Exception {
        camel.addRoutes(failures);
        for (RoutesBuilder route : routes) {
            camel.addRoutes(route);
        }
    }
}
