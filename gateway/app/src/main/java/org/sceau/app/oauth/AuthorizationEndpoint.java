package org.sceau.app.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.HttpLimits;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.app.http.TimedBody;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.Identification;
import org.sceau.identity.Stated;
import org.sceau.oauth.AuthorizationCodes;
import org.sceau.oauth.AuthorizationFault;
import org.sceau.oauth.AuthorizationRequest;
import org.sceau.oauth.AuthorizationRequests;
import org.sceau.oauth.PendingConsents;
import org.sceau.oauth.PersonalGrant;
import org.sceau.routes.Allowance;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ITI-71, the authorization endpoint (RFC 6749 section 3.1). The person's own certificate, with which the browser opened this
 * session, is the authentication; the page asks, the answer goes to the application's registered address. Thread-safe.
 */
public final class AuthorizationEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/authorize";

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationEndpoint.class);
    /** Bytes of a request: each of its parameters at its longest. */
    private static final int MOST_BYTES = 4 * 1024;

    private final Callers callers;
    private final RoutingTable table;
    private final Allowance allowance;
    private final HttpLimits limits;
    private final AuthorizationRequests requests;
    private final PendingConsents pending;
    private final AuthorizationCodes codes;
    private final String issuer;
    private final InstantSource clock;

    AuthorizationEndpoint(
            Callers callers,
            RoutingTable table,
            Allowance allowance,
            HttpLimits limits,
            AuthorizationRequests requests,
            PendingConsents pending,
            AuthorizationCodes codes,
            String issuer,
            InstantSource clock) {
        this.callers = callers;
        this.table = table;
        this.allowance = allowance;
        this.limits = limits;
        this.requests = requests;
        this.pending = pending;
        this.codes = codes;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Who is there; {@code shown} as the page names the person. */
    private record Person(String nationalId, String shown, Caller caller, Partner partner) {}

    @Override
    public boolean takes(HttpServletRequest request) {
        return request.getRequestURI().equals(PATH)
                && (request.getMethod().equals("GET") || request.getMethod().equals("POST"));
    }

    @Override
    public void refuse(
            HttpServletRequest request, HttpServletResponse response, List<Issue> issues, OutcomeWriter outcomes)
            throws IOException {
        refuse(request, response, issues);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, List<Issue> issues)
            throws IOException {
        if (!request.getMethod().equals("GET")) {
            // of what was not read to its end nothing more is
            response.setHeader("Connection", "close");
        }
        ConsentPage.refuse(response, issues.getFirst());
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            boolean asks = request.getMethod().equals("GET");
            Person person = person(request, asks);
            if (asks) {
                ask(person, request, response);
            } else {
                decided(person, request, response);
            }
        } catch (Refused refused) {
            refuse(request, response, refused.issues());
        }
    }

    private Person person(HttpServletRequest request, boolean asks) {
        Caller caller = callers.require(request, Authority.NONE);
        if (!isTheBrowsersOwn(request, asks)) {
            throw new Refused(FailureCode.AUTHORIZATION_INVALID);
        }
        if (!allowance.take(caller.partner())) {
            throw new Refused(FailureCode.RATE_LIMITED);
        }
        Optional<Partner> partner = table.partner(caller.partner());
        X509Certificate certificate = Callers.chain(request).getFirst();
        if (partner.isPresent()
                && caller.acting().identification() == Identification.DIRECT
                && CertificateHolder.of(certificate) instanceof CertificateHolder.Professional(String nationalId)) {
            String shown = CertificateHolder.personName(certificate)
                    .map(name -> name + ", " + nationalId)
                    .orElse(nationalId);
            return new Person(nationalId, shown, caller, partner.get());
        }
        throw new Refused(FailureCode.PERSON_REQUIRED);
    }

    /** Not what another page loads beside itself, nor a form of another page; browsers that do not say are believed. */
    private static boolean isTheBrowsersOwn(HttpServletRequest request, boolean asks) {
        return is(request, "Sec-Fetch-Mode", "navigate")
                && is(request, "Sec-Fetch-Dest", "document")
                && (asks || is(request, "Sec-Fetch-Site", "same-origin"));
    }

    private static boolean is(HttpServletRequest request, String header, String expected) {
        return Optional.ofNullable(request.getHeader(header))
                .filter(said -> !said.equals(expected))
                .isEmpty();
    }

    private void ask(Person person, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] query = Optional.ofNullable(request.getQueryString()).orElse("").getBytes(StandardCharsets.UTF_8);
        switch (requests.judge(form(query)::value, person.partner().may())) {
            case AuthorizationRequests.Judged.Unanswerable _ -> throw new Refused(FailureCode.AUTHORIZATION_INVALID);
            case AuthorizationRequests.Judged.Faulty faulty ->
                deny(response, faulty.client(), faulty.redirectUri(), faulty.state(), faulty.fault());
            case AuthorizationRequests.Judged.Sound(AuthorizationRequest asked) ->
                ConsentPage.ask(
                        response,
                        person.shown(),
                        asked,
                        pending.put(person.caller().thumbprint(), asked, clock.instant()));
        }
    }

    private void decided(Person person, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Form form = form(new TimedBody(request.getInputStream(), limits, System::nanoTime).readNBytes(MOST_BYTES + 1));
        Instant now = clock.instant();
        AuthorizationRequest asked = form.value("ticket")
                .flatMap(ticket -> pending.take(person.caller().thumbprint(), ticket, now))
                .orElseThrow(() -> new Refused(FailureCode.AUTHORIZATION_INVALID));
        PartnerId client = asked.client().id();
        Optional<String> state = Optional.of(asked.state());
        if (form.value("decision").filter(ConsentPage.GRANT::equals).isEmpty()) {
            deny(response, client, asked.redirectUri(), state, AuthorizationFault.ACCESS_DENIED);
            return;
        }
        var who = new Stated(
                Optional.of(person.nationalId()),
                person.caller().quality().profession(),
                person.caller().acting().specialty(),
                asked.application().purpose(),
                Optional.empty());
        Optional<String> code = codes.issue(PersonalGrant.of(
                asked, who, person.caller().quality().family(), person.caller().thumbprint(), now));
        if (code.isEmpty()) {
            deny(response, client, asked.redirectUri(), state, AuthorizationFault.TEMPORARILY_UNAVAILABLE);
            return;
        }
        LOG.info(
                "event=authorization-granted client={} scope=\"{}\"",
                client,
                asked.scopes().text());
        redirect(response, asked.redirectUri(), "code", code.get(), state);
    }

    private static Form form(byte[] text) {
        if (text.length > MOST_BYTES) {
            throw new Refused(FailureCode.TOO_LARGE);
        }
        return Form.read(text).orElseThrow(() -> new Refused(FailureCode.AUTHORIZATION_INVALID));
    }

    private void deny(
            HttpServletResponse response,
            PartnerId client,
            String redirectUri,
            Optional<String> state,
            AuthorizationFault fault) {
        LOG.info("event=authorization-refused client={} error={}", client, fault.word());
        redirect(response, redirectUri, "error", fault.word(), state);
    }

    /** 303, so that a browser sends the form to nobody else (RFC 9700 section 4.12); {@code iss} by RFC 9207. */
    private void redirect(
            HttpServletResponse response, String redirectUri, String name, String value, Optional<String> state) {
        String answer = name + "=" + encoded(value)
                + state.map(text -> "&state=" + encoded(text)).orElse("") + "&iss=" + encoded(issuer);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", redirectUri + "?" + answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
