package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.Refused;
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
    private final Replays replays;

    /**
     * Judges assertions.
     *
     * @param audiences what may stand for this server: its token endpoint, its name as issuer
     * @param since when this process started: of what was used before, nothing is known
     * @param perMinute requests that each client may make: each of them is remembered until it ends
     */
    public ClientAssertions(Set<String> audiences, Instant since, int perMinute) {
        this.replays = new Replays(perMinute);
        this.audiences = Set.copyOf(audiences);
        this.since = since;
    }

    /** What came of an assertion. */
    public sealed interface Judged {
        /** It is the client's; who acts, where it says so. */
        record Accepted(Optional<StatedUntil> stated) implements Judged {}

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
                && jwt.isFor(audiences);
        if (!claims) {
            return new Judged.Rejected(Fault.CLAIMS);
        }
        Optional<Validity> validity = Validity.of(jwt.claims(), now)
                .filter(found -> !found.ends().isAfter(now.plus(LONGEST)))
                .filter(found -> found.issued().isEmpty() || found.lasts(LONGEST))
                .filter(found -> isRemembered(found, now));
        return validity.<Judged>map(found -> once(jwt, client, id.get(), found, now))
                .orElseGet(() -> new Judged.Rejected(Fault.TIME));
    }

    private Judged once(Jwt jwt, PartnerId client, String id, Validity validity, Instant now) {
        JsonNode extensions = jwt.claims().path("extensions");
        if (!extensions.isMissingNode() && validity.issued().isEmpty()) {
            return new Judged.Rejected(Fault.TIME);
        }
        Optional<StatedUntil> stated;
        try {
            stated = extensions.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new StatedUntil(StatedClaims.read(extensions), validity.ends()));
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

    /**
     * While what the last process took may still count, only what it cannot have taken: it, too, heard clients whose clock is
     * ahead.
     */
    private boolean isRemembered(Validity validity, Instant now) {
        Instant unheard = since.plus(Validity.CLOCKS_APART);
        return !now.isBefore(since.plus(LONGEST))
                || validity.issued().filter(at -> !at.isBefore(unheard)).isPresent();
    }
}
