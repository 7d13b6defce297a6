package org.sceau.app.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sceau.app.exchange.AnswerInTime;
import org.sceau.identity.Caller;
import org.sceau.oauth.IssuerKeys;
import org.sceau.oauth.Jwt;
import org.sceau.oauth.PersonTokens;
import org.sceau.oauth.StatedUntil;
import org.sceau.oauth.UserInfo;
import org.sceau.routing.configuration.ProfessionalsSettings;
import org.sceau.routing.configuration.ProfessionalsSettings.Application;

/**
 * The identity provider of professionals (Pro Santé Connect): its access token is judged here by its keys, and shown to its user
 * info, which says who it is, while a token is exchanged; never while a document is asked for. Thread-safe.
 */
final class Professionals implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final String name;
    private final PersonTokens tokens;
    private final URI userInfo;
    private final AnswerInTime http = AnswerInTime.of(ANSWER);

    Professionals(ProfessionalsSettings settings, IssuerKeys keys) {
        this.tokens = new PersonTokens(
                settings.issuer(),
                keys,
                settings.applications().stream()
                        .collect(Collectors.toUnmodifiableMap(Application::application, Application::partner)));
        this.userInfo = settings.userInfo();
        this.name = settings.name();
    }

    /** Name of the provider in entries. */
    String name() {
        return name;
    }

    /** Who acts by this token for this client; throws {@link RefusedGrant}. */
    StatedUntil acting(String subjectToken, Caller client, Optional<StatedUntil> stated, Instant now) {
        PersonTokens.Subject subject = Jwt.read(subjectToken)
                .flatMap(jwt -> tokens.subject(jwt, client.partner(), client.thumbprint(), now))
                .orElseThrow(() -> new RefusedGrant(
                        OAuthError.INVALID_REQUEST,
                        "the subject_token is none that this client was given and that counts now"));
        return UserInfo.read(ask(subjectToken), subject.name())
                .flatMap(info -> info.acting(stated.map(StatedUntil::stated)))
                .map(who -> new StatedUntil(who, subject.ends()).noLongerThan(stated))
                .orElseThrow(() -> new RefusedGrant(
                        OAuthError.INVALID_REQUEST,
                        "user info does not say this, or leaves several professions and the assertion names none"));
    }

    private byte[] ask(String subjectToken) {
        HttpRequest question = HttpRequest.newBuilder(userInfo)
                .header("Authorization", "Bearer " + subjectToken)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer =
                    http.ask(question, BodyHandlers.limiting(BodyHandlers.ofByteArray(), UserInfo.MAXIMUM_BYTES));
            if (answer.statusCode() == UNAUTHORIZED) {
                throw new RefusedGrant(
                        OAuthError.INVALID_REQUEST, "the session that the subject_token comes from has ended");
            }
            if (answer.statusCode() != OK) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new RefusedGrant(OAuthError.TEMPORARILY_UNAVAILABLE, "user info does not answer");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
