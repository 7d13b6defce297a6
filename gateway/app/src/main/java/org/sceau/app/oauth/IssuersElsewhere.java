package org.sceau.app.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sceau.app.exchange.AnswerInTime;
import org.sceau.oauth.IssuerKeys;
import org.sceau.oauth.TokenIssuer;
import org.sceau.rounds.Rounds;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.TokenIssuerSettings;
import org.sceau.suites.JwkSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authorization servers elsewhere: their keys are fetched on a thread of its own, so that no request waits for one. */
final class IssuersElsewhere implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssuersElsewhere.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Map<String, IssuerKeys> keys = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>(); // by the thread of the rounds alone
    private final List<TokenIssuer> issuers;
    private final Duration maximumAge;
    private final AnswerInTime http = AnswerInTime.of(ANSWER);
    private final InstantSource clock;
    private final Rounds rounds;

    IssuersElsewhere(AccessTokenSettings settings, InstantSource clock) {
        this.rounds = Rounds.steady("issuer-keys", settings.keysEvery(), this::refresh);
        this.clock = clock;
        this.maximumAge = settings.keysMaximumAge();
        this.issuers = settings.issuers().stream().map(this::issuer).toList();
    }

    private TokenIssuer issuer(TokenIssuerSettings settings) {
        return new TokenIssuer(
                settings.name(),
                settings.issuer(),
                keys(settings.name(), settings.keys()),
                settings.partners(),
                settings.statesWhoActs());
    }

    List<TokenIssuer> issuers() {
        return issuers;
    }

    /** Keys that are fetched from now on with the others; call before {@link #start}. */
    IssuerKeys keys(String name, URI address) {
        return keys.computeIfAbsent(name, _ -> new IssuerKeys(() -> fetch(address), maximumAge));
    }

    /** Fetches at once, and again after each pause. */
    void start() {
        if (!keys.isEmpty()) {
            rounds.start();
        }
    }

    /** One that does not answer keeps no other from being asked. */
    private void refresh() {
        keys.forEach((name, its) -> {
            try {
                if (its.refresh(clock.instant()) == 0) {
                    LOG.warn("event=issuer-without-keys issuer={}", name);
                }
                if (its.edwards() > 0 && told.add(name)) {
                    LOG.warn("event=edwards-keys-left-out issuer={} keys={}", name, its.edwards());
                }
            } catch (IOException e) {
                LOG.warn("event=issuer-keys-not-refreshed issuer={} heard={}", name, heard(its));
            } catch (RuntimeException e) {
                LOG.error(
                        "event=issuer-keys-broken issuer={} kind={}",
                        name,
                        e.getClass().getName());
            }
        });
    }

    private static String heard(IssuerKeys keys) {
        return keys.heard().map(Object::toString).orElse("never");
    }

    private String fetch(URI address) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        HttpResponse<byte[]> answer =
                http.ask(question, BodyHandlers.limiting(BodyHandlers.ofByteArray(), JwkSet.MAXIMUM_BYTES));
        if (answer.statusCode() != OK) {
            throw new IOException("status " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        rounds.close();
        http.close();
    }
}
