package org.sceau.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.junit.jupiter.api.Test;

/** What every route keeps to, read from the Camel model of a context that is not started. */
class RouteConventionsTest {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PAYLOAD =
            Pattern.compile("(?i).*(body|headers|exchangeProperty|messageAs|prettyBody).*", Pattern.DOTALL);

    @Test
    void everyRouteHasAnIdInKebabCaseAndADescription() throws Exception {
        assertThat(routes()).allSatisfy(route -> {
            assertThat(route.hasCustomIdAssigned()).isTrue();
            assertThat(route.getRouteId()).matches(KEBAB);
            assertThat(route.getDescriptionText()).isNotBlank();
        });
    }

    @Test
    void everyStepHasAnIdOfItsOwn() throws Exception {
        List<ProcessorDefinition<?>> steps =
                routes().stream().flatMap(route -> steps(route.getOutputs())).toList();

        assertThat(steps).isNotEmpty().allSatisfy(step -> {
            assertThat(step.hasCustomIdAssigned()).as("%s", step).isTrue();
            assertThat(step.getId()).matches(KEBAB);
        });
        assertThat(steps).extracting(ProcessorDefinition::getId).doesNotHaveDuplicates();
    }

    @Test
    void noLogMentionsThePayload() throws Exception {
        for (RouteDefinition route : routes()) {
            assertThat(all(route, LogDefinition.class))
                    .noneMatch(log -> PAYLOAD.matcher(log.getMessage()).matches());
        }
    }

    @Test
    void noStepIsALambda() throws Exception {
        for (RouteDefinition route : routes()) {
            assertThat(all(route, ProcessDefinition.class)).isEmpty();
        }
    }

    @Test
    void everyRouteTakesAFailurePolicyThatExists() throws Exception {
        ModelCamelContext camel = context();

        assertThat(camel.getRouteDefinitions())
                .allSatisfy(route -> assertThat(camel.getRouteConfigurationDefinition(route.getRouteConfigurationId()))
                        .as(route.getRouteId())
                        .isNotNull());
    }

    @Test
    void everyDirectEndpointHasOneReaderAndNothingIsSentToALogEndpoint() throws Exception {
        List<String> inputs = routes().stream()
                .map(route -> route.getInput().getEndpointUri())
                .toList();

        assertThat(inputs).doesNotHaveDuplicates();
        for (RouteDefinition route : routes()) {
            assertThat(all(route, ToDefinition.class)).allSatisfy(to -> {
                assertThat(to.getEndpointUri()).doesNotStartWith("log:");
                if (to.getEndpointUri().startsWith("direct:")) {
                    assertThat(inputs).contains(to.getEndpointUri());
                }
            });
        }
    }

    private static List<RouteDefinition> routes() throws Exception {
        return context().getRouteDefinitions();
    }

    private static ModelCamelContext context() throws Exception {
        var camel = new DefaultCamelContext();
        SampleRoutes.all().addTo(camel);
        return camel;
    }

    private static <T> Collection<T> all(RouteDefinition route, Class<T> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type);
    }

    private static Stream<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        List<ProcessorDefinition<?>> found = new ArrayList<>();
        for (ProcessorDefinition<?> step : outputs) {
            if (!(step instanceof OnExceptionDefinition)) {
                found.add(step);
                steps(step.getOutputs()).forEach(found::add);
            }
        }
        return found.stream();
    }
}
