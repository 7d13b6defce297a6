package org.sceau.oauth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * Authorization codes (RFC 6749 section 4.1.2), kept as digests, in this process alone. Thread-safe; not durable: a restart ends
 * them, as it ends tokens.
 *
 * <p>Guarantees: of any number of calls at once, at most one redeems a code. Whoever presents a code uses it up, whatever else is
 * wrong; one that is presented again takes the token along that it was redeemed for ({@link #isWithdrawn}), for as long as that
 * would count. It counts for the client it was given for, with its redirect URI and its verifier, within a minute.
 */
public final class AuthorizationCodes {
    /** RFC 6749 allows ten minutes, IUA five; the answer goes straight back. */
    static final Duration LIFE = Duration.ofMinutes(1);

    /** Codes of one person that are remembered. */
    static final int MOST = 32;

    private final SecureRandom random;
    private final Duration remembered;
    private final Map<Digest, Code> codes = new LinkedHashMap<>();
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

    /**
     * Draws codes from {@code random}.
     *
     * @param longest life of a token
     */
    public AuthorizationCodes(SecureRandom random, Duration longest) {
        this.random = random;
        this.remembered = LIFE.plus(longest);
    }

    private record Code(PersonalGrant grant, boolean used) {}

    /** What came of presenting a code. */
    public sealed interface Redeemed {
        /**
         * It counts, and no more after this.
         *
         * @param tokenId which the token MUST bear: by it alone a code that comes again withdraws it
         */
        record Granted(PersonalGrant grant, String tokenId) implements Redeemed {}

        /** It does not. */
        record Refused(Fault fault) implements Redeemed {}
    }

    /** Why a code does not count: for the log; its sender learns only that it does not. */
    public enum Fault {
        /** Not known, or no longer. */
        UNKNOWN,
        /** Presented before: its token is withdrawn. */
        REUSED,
        /** More than a minute old. */
        EXPIRED,
        /** Another client's, sent elsewhere, or without the verifier that it was asked for with. */
        BINDING
    }

    /** A code for what a person granted; empty when that person has too many. */
    public synchronized Optional<String> issue(PersonalGrant grant) {
        forget(grant.at());
        long own = codes.values().stream()
                .filter(code -> code.grant().certificate().equals(grant.certificate()))
                .count();
        if (own >= MOST) {
            return Optional.empty();
        }
        String code = Secrets.draw(random);
        codes.put(Secrets.hash(code), new Code(grant, false));
        return Optional.of(code);
    }

    /** Uses up a code. */
    public synchronized Redeemed redeem(
            String code, PartnerId client, String redirectUri, String verifier, Instant now) {
        Digest digest = Secrets.hash(code);
        Optional<Code> found = Optional.ofNullable(codes.get(digest));
        if (found.isEmpty()) {
            return new Redeemed.Refused(Fault.UNKNOWN);
        }
        PersonalGrant grant = found.get().grant();
        if (found.get().used()) {
            withdrawn.add(id(digest));
            return new Redeemed.Refused(Fault.REUSED);
        }
        codes.replace(digest, new Code(grant, true));
        if (!now.isBefore(grant.at().plus(LIFE))) {
            return new Redeemed.Refused(Fault.EXPIRED);
        }
        boolean theirs = grant.client().equals(client)
                && grant.redirectUri().equals(redirectUri)
                && Secrets.fits(verifier, grant.challenge());
        return theirs ? new Redeemed.Granted(grant, id(digest)) : new Redeemed.Refused(Fault.BINDING);
    }

    /** Whether a token was issued for a code that came again. */
    public boolean isWithdrawn(String tokenId) {
        return withdrawn.contains(tokenId);
    }

    /** Another word than the digest itself: what a token bears tells nothing of what is kept. */
    private static String id(Digest code) {
        return Secrets.hash("token " + code.hex()).base64Url();
    }

    /** The oldest come first. */
    private void forget(Instant now) {
        Iterator<Map.Entry<Digest, Code>> oldest = codes.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Digest, Code> one = oldest.next();
            if (one.getValue().grant().at().plus(remembered).isAfter(now)) {
                return;
            }
            withdrawn.remove(id(one.getKey()));
            oldest.remove();
        }
    }
}
