package org.sceau.app.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sceau.app.exchange.AnswerInTime;
import org.sceau.identity.Caller;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.oauth.EncryptedUserInfo;
import org.sceau.oauth.IssuerKeys;
import org.sceau.oauth.Jwt;
import org.sceau.oauth.PersonTokens;
import org.sceau.oauth.StatedUntil;
import org.sceau.oauth.UserInfo;
import org.sceau.routing.configuration.KeyFileSettings;
import org.sceau.routing.configuration.ProfessionalsSettings;
import org.sceau.routing.configuration.ProfessionalsSettings.Application;
import org.sceau.suites.JoseDecryption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider of professionals (Pro Santé Connect): its access token is judged here by its keys, and shown to its user
 * info, which says who it is, while a token is exchanged; never while a document is asked for. Where the settings name a key,
 * user info comes signed and encrypted for it or counts for nothing. Thread-safe.
 */
final class Professionals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Professionals.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final String name;
    private final String issuer;
    private final PersonTokens tokens;
    private final URI userInfo;
    private final Optional<EncryptedUserInfo> encrypted;
    private final AnswerInTime http = AnswerInTime.of(ANSWER);

    /** Throws {@link UnusableTokens}, or {@link org.sceau.keys.KeyUnusable}, for a key that decrypts nothing. */
    Professionals(ProfessionalsSettings settings, IssuerKeys keys) {
        this.tokens = new PersonTokens(
                settings.issuer(),
                keys,
                settings.applications().stream()
                        .collect(Collectors.toUnmodifiableMap(Application::application, Application::partner)));
        this.userInfo = settings.userInfo();
        this.encrypted = settings.decryption()
                .map(Professionals::decryption)
                .map(decryption -> new EncryptedUserInfo(settings.issuer(), keys, decryption));
        this.name = settings.name();
        this.issuer = settings.issuer();
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
        byte[] answer = ask(subjectToken);
        return encrypted
                .map(judge -> Optional.of(inside(judge.judge(answer, subject, now))))
                .orElseGet(() -> UserInfo.read(answer, subject.name()))
                .flatMap(info -> info.acting(stated.map(StatedUntil::stated)))
                .map(who -> new StatedUntil(who, subject.ends()).noLongerThan(stated))
                .orElseThrow(() -> new RefusedGrant(
                        OAuthError.INVALID_REQUEST,
                        "user info does not say this, or leaves several professions and the assertion names none"));
    }

    private UserInfo inside(EncryptedUserInfo.Judged judged) {
        return switch (judged) {
            case EncryptedUserInfo.Judged.Accepted accepted -> accepted.info();
            case EncryptedUserInfo.Judged.Rejected rejected -> {
                LOG.info("event=user-info-refused issuer={} reason={}", issuer, rejected.reason());
                throw new RefusedGrant(
                        OAuthError.INVALID_REQUEST,
                        "user info is none that its provider signed about this subject and encrypted for this gateway");
            }
        };
    }

    /** The key that user info is encrypted for; throws as the constructor does. */
    static JoseDecryption decryption(KeyFileSettings wanted) {
        Credential own = KeyStoreFile.read(
                wanted.key().path(), Passphrase.read(wanted.passphraseFile().path()));
        return JoseDecryption.of(
                        new KeyPair(own.certificate().getPublicKey(), own.key().reveal()))
                .orElseThrow(() -> new UnusableTokens(
                        "tokens.professionals.decryption: no key on P-256, P-384 or P-521, nor a good one of RSA"));
    }

    private byte[] ask(String subjectToken) {
        HttpRequest question = HttpRequest.newBuilder(userInfo)
                .header("Authorization", "Bearer " + subjectToken)
                .header("Accept", encrypted.isPresent() ? "application/jwt" : "application/json")
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
