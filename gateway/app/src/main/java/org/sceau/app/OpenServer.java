package org.sceau.app;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.sceau.access.Decide;
import org.sceau.app.fhir.BreakGlassAlarm;
import org.sceau.app.fhir.Conformance;
import org.sceau.app.fhir.Contents;
import org.sceau.app.fhir.DirectoryEndpoint;
import org.sceau.app.fhir.DocumentEndpoint;
import org.sceau.app.fhir.EvidenceEndpoint;
import org.sceau.app.fhir.FailedHandovers;
import org.sceau.app.fhir.FhirFace;
import org.sceau.app.fhir.Links;
import org.sceau.app.fhir.NowhereEndpoint;
import org.sceau.app.fhir.PermittedDocuments;
import org.sceau.app.fhir.ReceiptEndpoint;
import org.sceau.app.fhir.ReferenceEndpoint;
import org.sceau.app.fhir.SearchEndpoint;
import org.sceau.app.fhir.SubmitEndpoint;
import org.sceau.app.http.Bearers;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Challenge;
import org.sceau.app.http.Door;
import org.sceau.app.http.FhirServer;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.app.http.Refusals;
import org.sceau.app.oauth.AuthorizationServer;
import org.sceau.intake.Splitter;
import org.sceau.keys.KeyRole;
import org.sceau.routes.Endpoints;
import org.sceau.routes.deliver.Envelopes;
import org.sceau.routes.submit.Answer;
import org.sceau.routes.submit.JournalRejection;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.transfer.OrderedIds;
import org.sceau.transfer.TransferId;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.TlsContexts;

/** Puts the HTTPS server of a gateway together. */
final class OpenServer {
    private final Parts parts;
    private final GatewaySettings settings;
    private final Clock clock;
    private final Decide decide;
    private final JournalRejection.Rejections rejections;
    private final int port;
    private final Links links;
    private final BreakGlassAlarm glass = new BreakGlassAlarm();

    OpenServer(
            Parts parts, GatewaySettings settings, Clock clock, Decide decide, JournalRejection.Rejections rejections) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.decide = decide;
        this.rejections = rejections;
        this.port =
                settings.listen().port() == 0 ? freePort() : settings.listen().port();
        this.links = new Links(base(settings.listen().baseUrl(), port));
    }

    FhirServer open(CamelContext camel, Closing closing) {
        var outcomes = new OutcomeWriter(new Challenge(AuthorizationServer.metadata(links.base())));
        Optional<AuthorizationServer> authorization = settings.tokens()
                .map(tokens -> new AuthorizationServer(tokens, parts.table(), links.base(), parts.random(), clock));
        authorization.ifPresent(server -> {
            server.start();
            closing.later("authorization", server);
        });
        var callers = new Callers(
                parts.identify(),
                authorization.map(AuthorizationServer::bearers).orElseGet(() -> Bearers.withoutTokens(links.base())),
                clock);
        var failed = new FailedHandovers(parts.recorder()::handoverFailed, clock);
        var documents = new PermittedDocuments(callers, decide, parts.ledger().documents(), failed, glass);
        var contents = new Contents(parts.ledger().transfers(), parts.vault(), new Envelopes(parts.vault()));
        SSLContext tls = TlsContexts.of(
                parts.own().opened(KeyRole.SERVER),
                clock,
                new GatewayTrustManager(parts.certificates(), clock),
                parts.random());
        return FhirServer.create(
                settings.listen().host(),
                port,
                tls,
                Limits.http(settings.limits()),
                new Door(
                        endpoints(
                                authorization.map(server -> server.endpoints(callers, Limits.http(settings.limits()))),
                                submit(camel, callers, outcomes),
                                new DocumentEndpoint(documents, contents, parts.recorder()::handover, links),
                                new SearchEndpoint(
                                        callers,
                                        decide,
                                        parts.ledger().documents(),
                                        settings.fhir().searchHits(),
                                        parts.recorder()::search,
                                        links,
                                        glass),
                                new ReferenceEndpoint(documents, parts.recorder()::read, links),
                                new ReceiptEndpoint(
                                        callers,
                                        parts.ledger().receipts(),
                                        parts.keys().logSigner()),
                                new EvidenceEndpoint(
                                        callers,
                                        documents,
                                        parts.ledger().transfers(),
                                        OpenEvidence.of(parts, settings, clock),
                                        parts.recorder()::handover),
                                new DirectoryEndpoint(
                                        callers,
                                        decide,
                                        parts.directory().directory(),
                                        settings.fhir().searchHits(),
                                        links),
                                new NowhereEndpoint()),
                        callers,
                        new Refusals(rejections, links::receiptHeader),
                        outcomes),
                face(outcomes));
    }

    /** How often the glass was broken since the start. */
    long brokenGlass() {
        return glass.times();
    }

    /** The address that stands in the URLs we mint. */
    URI base() {
        return URI.create(links.base());
    }

    /** Those of the authorization server first: the last one answers whatever is left. */
    private static List<org.sceau.app.http.Endpoint> endpoints(
            Optional<List<org.sceau.app.http.Endpoint>> authorization, org.sceau.app.http.Endpoint... own) {
        return Stream.concat(authorization.stream().flatMap(List::stream), Stream.of(own))
                .toList();
    }

    private SubmitEndpoint submit(CamelContext camel, Callers callers, OutcomeWriter outcomes) {
        ProducerTemplate template = camel.createProducerTemplate();
        Endpoint endpoint = camel.getEndpoint(Endpoints.SUBMIT);
        var door = new SubmitEndpoint.Door(
                new Splitter(Limits.intake(settings.limits())),
                parts.vault(),
                () -> new TransferId(OrderedIds.at(clock.instant(), parts.random())));
        return new SubmitEndpoint(
                door,
                callers,
                arrived -> Objects.requireNonNull((Answer) template.requestBody(endpoint, arrived)),
                Limits.http(settings.limits()),
                links,
                outcomes,
                clock);
    }

    private FhirFace face(OutcomeWriter outcomes) {
        FhirContext fhir = FhirContext.forR4();
        fhir.setParserErrorHandler(new LenientErrorHandler(false));
        var conformance = new Conformance(
                !settings.fhir().minimalMetadata(), settings.tokens().isPresent(), clock.instant());
        return new FhirFace(fhir, links.base(), conformance, List.of(), outcomes);
    }

    /** A free port is written into an address that asks for one. */
    private static String base(URI configured, int port) {
        String text = configured.toString();
        return (configured.getPort() == 0 ? text.replace(":0/", ":" + port + "/") : text).replaceFirst("/$", "");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("there is no free port", e);
        }
    }
}
