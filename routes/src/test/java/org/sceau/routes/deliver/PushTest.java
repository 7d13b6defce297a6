package org.sceau.routes.deliver;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.access.AccessRules;
import org.sceau.access.CertificateChecker;
import org.sceau.access.Decide;
import org.sceau.consent.Consents;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.WorkItem;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.routes.Failures;
import org.sceau.routes.submit.AnswerFailure;
import org.sceau.routes.submit.DiscardPayloads;
import org.sceau.routes.submit.JournalRejection;
import org.sceau.routes.submit.SubmissionFailures;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;

/** The route to a recipient against a peer that answers in every way that peers do. */
class PushTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String HELD =
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",%s\"entry\":[{\"response\":{\"status\":\"201\","
                    + "\"location\":\"List/1\"}}]}";
    private static final String REFUSAL =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\"}]}";
    private static final String HASH = "2jmj7l5rSw0yVb/vlWAYkK/YBwk=";

    private final WireMockServer peer =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private int port;
    private MemoryDeliveries ledger = new MemoryDeliveries();
    private AccessRules rules = received();

    @BeforeEach
    void startPeer() {
        peer.start();
        port = peer.port();
    }

    @AfterEach
    void stop() {
        camel.stop();
        peer.stop();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("held", ok(HELD.formatted("")), "end CONTENT_CONSIGNMENT -"),
                Arguments.of(
                        "held by a gateway",
                        ok(HELD.formatted("\"link\":[{\"relation\":\"receipt\",\"url\":\"https://peer/Bundle/1\"}],")),
                        "end RELAY_ACCEPTANCE -"),
                Arguments.of(
                        "refused", answer(422, REFUSAL.formatted("invariant")), "end RELAY_REJECTION PEER_REFUSED"),
                Arguments.of("not FHIR", answer(404, "<html>"), "park PEER_ANSWER_INVALID"),
                Arguments.of("moved", answer(302, ""), "park PEER_ANSWER_INVALID"),
                Arguments.of(
                        "busy",
                        answer(429, REFUSAL.formatted("throttled")),
                        "retry 2026-11-23T10:00:05Z PEER_UNREACHABLE"),
                Arguments.of("overloaded", answer(503, ""), "retry 2026-11-23T10:00:05Z PEER_UNREACHABLE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void aClearAnswerIsRecordedForWhatItProves(String name, ResponseDefinitionBuilder answer, String recorded)
            throws Exception {
        peer.stubFor(post(urlEqualTo("/fhir")).willReturn(answer));

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly(recorded);
        assertThat(peer.findAll(postRequestedFor(urlEqualTo("/fhir/DocumentReference/_search"))))
                .isEmpty();
    }

    static Stream<Arguments> doubts() {
        return Stream.of(
                Arguments.of("error of its own", answer(500, "")),
                Arguments.of("success with garbage", ok("hello")),
                Arguments.of(
                        "success without all entries", ok(HELD.formatted("").replaceAll("\\{\"response.*}}", ""))),
                Arguments.of("closes in the middle", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("closes at once", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("too slow", ok(HELD.formatted("")).withFixedDelay(3_000)),
                Arguments.of("knows it already", answer(409, REFUSAL.formatted("duplicate"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubts")
    void inDoubtADocumentFoundWithTheSameHashIsConsigned(String name, ResponseDefinitionBuilder answer)
            throws Exception {
        peer.stubFor(post(urlEqualTo("/fhir")).willReturn(answer));
        listed(found(Deliveries.UNIQUE_ID, HASH));

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly("end CONTENT_CONSIGNMENT -");
        peer.verify(postRequestedFor(urlEqualTo("/fhir/DocumentReference/_search"))
                .withRequestBody(containing("patient.identifier=")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubts")
    void inDoubtADocumentThatIsNotFoundIsTriedAgain(String name, ResponseDefinitionBuilder answer) throws Exception {
        peer.stubFor(post(urlEqualTo("/fhir")).willReturn(answer));
        listed("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly("retry 2026-11-23T10:00:05Z PEER_ANSWER_INVALID");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubts")
    void inDoubtAnotherHashUnderTheSameIdentifierIsARejection(String name, ResponseDefinitionBuilder answer)
            throws Exception {
        peer.stubFor(post(urlEqualTo("/fhir")).willReturn(answer));
        listed(found(Deliveries.UNIQUE_ID, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly("end RELAY_REJECTION PEER_REFUSED");
    }

    @Test
    void aDoubtThatCannotBeSettledBeforeTheLimitEndsAsOutcomeUnknown() throws Exception {
        peer.stubFor(post(urlEqualTo("/fhir")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        peer.stubFor(post(urlEqualTo("/fhir/DocumentReference/_search")).willReturn(answer(500, "")));

        deliver(Deliveries.item(NOW.minus(Duration.ofHours(24)).plusSeconds(2)));

        assertThat(ledger.calls()).containsExactly("end RELAY_FAILURE OUTCOME_UNKNOWN");
    }

    @Test
    void aPeerThatIsDownIsTriedAgainAndNothingIsAskedOfIt() throws Exception {
        peer.stop();

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly("retry 2026-11-23T10:00:05Z PEER_UNREACHABLE");
    }

    @Test
    void aDeliveryThatTheConfigurationNoLongerKnowsIsSetAsideUnsent() throws Exception {
        deliver(Deliveries.item(NOW, Deliveries.GONE));

        assertThat(ledger.calls()).containsExactly("park RECIPIENT_UNKNOWN");
        assertThat(peer.getAllServeEvents()).isEmpty();
    }

    /** A slip in access.yaml: what nobody may receive any more is not lost, it waits for somebody to look. */
    @Test
    void aDeliveryThatNoAccessRuleAllowsAnyMoreIsSetAsideUnsent() throws Exception {
        rules = new AccessRules(new AccessSettings(List.of()));

        deliver(Deliveries.item(NOW));

        assertThat(ledger.calls()).containsExactly("park NOT_PERMITTED");
        assertThat(peer.getAllServeEvents()).isEmpty();
    }

    @Test
    void anAttemptThatBreaksOnOurSideIsParked() throws Exception {
        deliver(Deliveries.item(NOW), attempt -> {
            throw new CannotCompose(FailureCode.INTERNAL, "a payload is damaged");
        });

        assertThat(ledger.calls()).containsExactly("park INTERNAL");
    }

    @Test
    void anOutdatedMessageIsDropped() throws Exception {
        var item = Deliveries.item(NOW);
        ledger = new MemoryDeliveries(item);
        ProducerTemplate template = start(attempt -> Deliveries.request(port));

        template.sendBody("direct:queue", new DeliveryMessage(item.claim().delivery(), 7).encode());
        template.sendBody("direct:queue", new byte[] {1, 2, 3});

        assertThat(ledger.calls()).isEmpty();
    }

    private void deliver(WorkItem item) throws Exception {
        deliver(item, attempt -> Deliveries.request(port));
    }

    private void deliver(WorkItem item, PrepareRequest.Composing compose) throws Exception {
        ledger = new MemoryDeliveries(item);
        start(compose)
                .sendBody(
                        "direct:queue",
                        new DeliveryMessage(
                                        item.claim().delivery(), item.claim().attempt())
                                .encode());
    }

    private static AccessRules received() {
        return new AccessRules(new AccessSettings(List.of(new AccessRule(
                "received",
                "for tests",
                Set.of(Action.RECEIVE),
                Set.of(),
                Who.EVERYBODY,
                Which.EVERY,
                Optional.empty(),
                Optional.empty(),
                Identity.SHOWN))));
    }

    private ProducerTemplate start(PrepareRequest.Composing compose) throws Exception {
        var table = Deliveries.table(URI.create("http://localhost:" + port + "/fhir"));
        var decide = new Decide(
                table,
                rules,
                Consents.none(),
                (certificate, at) -> new CertificateChecker.Standing.Usable(),
                Instant::now);
        var actor = new Actor(Digest.sha256(new byte[0]), "gateway", "seal");
        var record = new RecordAttempt(ledger, actor, clock, new Random(1));
        var steps = new DeliverySteps(
                new TakeUp(ledger, new Underway(clock), Duration.ofMinutes(1)),
                new DecideDelivery(decide, table, clock),
                record);
        var client = Deliveries.client();
        camel.addRoutes(new Failures(
                new SubmissionFailures(
                        new DiscardPayloads(),
                        new JournalRejection(rejection -> new CompletableFuture<>()),
                        new AnswerFailure()),
                new AttemptFailures(new SettleFailure(), record, new SetAsideBroken(ledger))));
        camel.addRoutes(new DeliverRoute(
                Deliveries.HOSPITAL,
                1,
                steps,
                new PrepareRequest(compose),
                new SendRequest(client),
                new JudgeAnswer(),
                new ReconcileOutcome(client)));
        AdviceWith.adviceWith(camel, "deliver-" + Deliveries.HOSPITAL, route -> route.replaceFromWith("direct:queue"));
        camel.start();
        return camel.createProducerTemplate();
    }

    private void listed(String body) {
        peer.stubFor(post(urlEqualTo("/fhir/DocumentReference/_search"))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .willReturn(ok(body)));
    }

    private static String found(String uniqueId, String hash) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":"
                + "\"DocumentReference\",\"masterIdentifier\":{\"value\":\"" + uniqueId
                + "\"},\"content\":[{\"attachment\":"
                + "{\"hash\":\"" + hash + "\"}}]}}]}";
    }

    private static ResponseDefinitionBuilder ok(String body) {
        return answer(200, body);
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(body);
    }

    static PeerRequest requestOf(URI uri) {
        byte[] body = {'{', '}'};
        return new PeerRequest(
                uri,
                "application/fhir+json",
                body.length,
                () -> new ByteArrayInputStream(body),
                new PeerRequest.Shape.Transaction(1),
                Map.of(Deliveries.UNIQUE_ID, Optional.of(HASH)));
    }
}
