package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.Refused;
import org.sceau.identity.Stated;
import org.sceau.proof.Digest;
import org.sceau.suites.JoseKey;
import org.sceau.transfer.PartnerId;

/**
 * Judges what a client authenticates with at the token endpoint: {@code private_key_jwt} (RFC 7523 section 3; SMART Backend
 * Services). Each counts once. Thread-safe.
 */
public final class ClientAssertions {
    /** SMART App Launch 2.2, Backend Services: {@code exp} no more than five minutes in the future. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int LONGEST_NAME = 255;

    private final Set<String> audiences;
    private final Instant since;
    private final Replays replays = new Replays();

    /**
     * Judges assertions.
     *
     * @param audiences what may stand for this server: its token endpoint, its name as issuer
     * @param since when this process started: of what was used before, nothing is known
     */
    public ClientAssertions(Set<String> audiences, Instant since) {
        this.audiences = Set.copyOf(audiences);
        this.since = since;
    }

    /** What came of an assertion. */
    public sealed interface Judged {
        /** It is the client's; who acts, where it says so. */
        record Accepted(Optional<Stated> stated) implements Judged {}

        /** It is not, or it was used before. */
        record Rejected(Fault fault) implements Judged {}
    }

    /** Why an assertion does not count, for the log. */
    public enum Fault {
        /** Not signed by a key of the client's. */
        NOT_AUTHENTIC,
        /** Of another client, for another server, or malformed. */
        CLAIMS,
        /** Ended, not begun, made to last too long, or older than this process. */
        TIME,
        /** Used before, or there is no room to remember that it is used now. */
        REPLAYED
    }

    /**
     * Judges an assertion, and uses it up.
     *
     * @param client whose session it came in
     * @param keys the client's, as they are registered; nothing in the assertion names another
     */
    public Judged judge(String assertion, PartnerId client, List<JoseKey> keys, Instant now) {
        Optional<Jwt> read = Jwt.read(assertion)
                .filter(jwt -> jwt.type().isEmpty() || jwt.type().equals("jwt"))
                .filter(jwt -> keys.stream().filter(key -> names(jwt, key)).anyMatch(jwt::intact));
        if (read.isEmpty()) {
            return new Judged.Rejected(Fault.NOT_AUTHENTIC);
        }
        Jwt jwt = read.get();
        Optional<String> id = jwt.text("jti", LONGEST_NAME);
        boolean claims = id.isPresent()
                && jwt.text("iss", LONGEST_NAME).filter(client.value()::equals).isPresent()
                && jwt.text("sub", LONGEST_NAME).filter(client.value()::equals).isPresent()
                && isForUs(jwt.claims().path("aud"));
        if (!claims) {
            return new Judged.Rejected(Fault.CLAIMS);
        }
        Optional<Validity> validity = Validity.of(jwt.claims(), now)
                .filter(found -> !found.ends().isAfter(now.plus(LONGEST)))
                .filter(found -> isRemembered(found, now));
        return validity.<Judged>map(found -> once(jwt, client, id.get(), found, now))
                .orElseGet(() -> new Judged.Rejected(Fault.TIME));
    }

    private Judged once(Jwt jwt, PartnerId client, String id, Validity validity, Instant now) {
        Optional<Stated> stated;
        try {
            JsonNode extensions = jwt.claims().path("extensions");
            stated = extensions.isMissingNode() ? Optional.empty() : Optional.of(StatedClaims.read(extensions));
        } catch (Refused malformed) {
            return new Judged.Rejected(Fault.CLAIMS);
        }
        Digest used = Digest.sha256(id.getBytes(StandardCharsets.UTF_8));
        return replays.use(client, used, validity.ends(), now)
                ? new Judged.Accepted(stated)
                : new Judged.Rejected(Fault.REPLAYED);
    }

    private static boolean names(Jwt jwt, JoseKey key) {
        return key.id().isEmpty() || jwt.keyId().isEmpty() || key.id().equals(jwt.keyId());
    }

    /** One audience alone: what is made for several could be handed on from one to another. */
    private boolean isForUs(JsonNode named) {
        JsonNode one = named.isArray() && named.size() == 1 ? named.path(0) : named;
        return one.isTextual() && audiences.contains(one.asText());
    }

    /** While what the last process took may still count, only what says that it was made since. */
    private boolean isRemembered(Validity validity, Instant now) {
        return !now.isBefore(since.plus(LONGEST))
                || validity.issued().filter(at -> !at.isBefore(since)).isPresent();
    }
}
