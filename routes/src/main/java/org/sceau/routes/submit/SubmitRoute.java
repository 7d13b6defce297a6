package org.sceau.routes.submit;

import org.apache.camel.builder.RouteBuilder;
import org.sceau.routes.Endpoints;
import org.sceau.routes.Failures;

/** ITI-65, ITI-105 and FHIR documents: a partner hands in documents for their recipients. */
public final class SubmitRoute extends RouteBuilder {
    /** The route's id. */
    public static final String ID = "submit";

    private final SubmitSteps steps;

    /** The route over {@code steps}. */
    public SubmitRoute(SubmitSteps steps) {
        this.steps = steps;
    }

    @Override
    public void configure() {
        // @formatter:off
        from(Endpoints.SUBMIT)
                .routeId(ID)
                .routeConfigurationId(Failures.SUBMISSION)
                .routeDescription("Accepts documents of a partner and hands them over for delivery")
                .bean(steps.identify())
                .id("identify")
                .bean(steps.admit())
                .id("admit")
                .bean(steps.validate())
                .id("validate")
                .bean(steps.decide())
                .id("decide")
                .bean(steps.sign())
                .id("sign")
                .bean(steps.address())
                .id("address")
                .bean(steps.record())
                .id("record")
                .bean(steps.dispatch())
                .id("dispatch")
                .bean(steps.acknowledge())
                .id("acknowledge");
        // @formatter:on
    }
}
