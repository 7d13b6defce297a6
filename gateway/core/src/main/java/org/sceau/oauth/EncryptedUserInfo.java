package org.sceau.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sceau.suites.JoseDecryption;
import org.sceau.suites.JoseDecryption.Outcome;

/**
 * Judges user info that its provider signs and then encrypts for us (OpenID Connect Core 1.0, section 5.3.2; RFC 7519 section
 * 5.2). Thread-safe.
 *
 * <p>Guarantees: what is in clear, or signed alone, or encrypted alone, counts for nothing; what counts was signed by the
 * provider's key, for the application whose token it was asked for with. Who can read what passes TLS learns nothing of it.
 */
public final class EncryptedUserInfo {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> TYPES = Set.of("", "jwt");

    private final String issuer;
    private final TokenIssuer.Keys keys;
    private final JoseDecryption decryption;

    /** Judges user info of one provider. */
    public EncryptedUserInfo(String issuer, TokenIssuer.Keys keys, JoseDecryption decryption) {
        this.issuer = issuer;
        this.keys = keys;
        this.decryption = decryption;
    }

    /** What came of an answer. */
    public sealed interface Judged {
        /** It is about the subject. */
        record Accepted(UserInfo info) implements Judged {}

        /** It does not count: why, for the log. */
        record Rejected(String reason) implements Judged {}
    }

    /** Judges what was answered about {@code subject}. */
    public Judged judge(byte[] answer, PersonTokens.Subject subject, Instant now) {
        return switch (decryption.decrypt(new String(answer, StandardCharsets.ISO_8859_1))) {
            case Outcome.Refused refused -> new Judged.Rejected("ENCRYPTION_" + refused.reason());
            case Outcome.Decrypted inside ->
                signed(inside, subject, now)
                        .<Judged>map(jwt -> UserInfo.read(jwt.claims(), subject.name())
                                .<Judged>map(Judged.Accepted::new)
                                .orElseGet(() -> new Judged.Rejected("CLAIMS")))
                        .orElseGet(() -> new Judged.Rejected("SIGNATURE"));
        };
    }

    private Optional<Jwt> signed(Outcome.Decrypted inside, PersonTokens.Subject subject, Instant now) {
        String text = new String(inside.content(), StandardCharsets.ISO_8859_1);
        return inside.contentType()
                .filter("jwt"::equalsIgnoreCase)
                .flatMap(_ -> Jwt.read(text, UserInfo.MAXIMUM_BYTES))
                .filter(jwt -> TYPES.contains(jwt.type()) && !jwt.bringsKey())
                .filter(jwt ->
                        jwt.text("iss", LONGEST_NAME).filter(issuer::equals).isPresent())
                .filter(jwt -> jwt.isFor(Set.of(subject.application())))
                .filter(jwt -> jwt.keyId()
                        .flatMap(id -> keys.find(id, now))
                        .filter(jwt::intact)
                        .isPresent())
                // it need not say how long it counts; where it does, it does now
                .filter(jwt -> !jwt.claims().has("exp")
                        || Validity.of(jwt.claims(), now).isPresent());
    }
}
