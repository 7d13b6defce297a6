package org.sceau.trust;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Asks the responders of registered certificates ahead, as far as their hosts are allowed (RFC 6960). Answers
 * are kept in memory, for after a start they are asked for at once; those that revoke also in files, for what was revoked must
 * not be good again because a responder is down. Not thread-safe.
 */
final class Responders {
    private final RevocationPlaces places;
    private final OcspExchange exchange;
    private final AnswerCache cache;
    private final InstantSource clock;
    private final Map<X509Certificate, OcspAnswer> answers = new HashMap<>();

    Responders(RevocationPlaces places, OcspExchange exchange, AnswerCache cache, InstantSource clock) {
        this.places = places;
        this.exchange = exchange;
        this.cache = cache;
        this.clock = clock;
    }

    /** Takes what was kept of certificates that were revoked. Call once, first. */
    void open(TrustAnchors anchors) {
        places.certificates().forEach(certificate -> read(certificate, anchors));
    }

    /** Reads again what could not be read before: a directory that was away for a while refuses nobody for longer. */
    void reread(TrustAnchors anchors) {
        for (X509Certificate certificate : places.certificates()) {
            OcspAnswer before = answers.get(certificate);
            if (before != null && before.said() instanceof OcspAnswer.Said.Lost) {
                read(certificate, anchors);
            }
        }
    }

    private void read(X509Certificate certificate, TrustAnchors anchors) {
        cache.kept(certificate, anchors.signers())
                .ifPresentOrElse(kept -> answers.put(certificate, kept), () -> answers.remove(certificate));
    }

    /** Asks once about every certificate, but not twice a host that is silent; of how many nothing was learnt. */
    int ask(TrustAnchors anchors) {
        Set<String> silent = new HashSet<>();
        int failed = 0;
        for (X509Certificate certificate : places.certificates()) {
            OcspQuestion question =
                    OcspQuestion.about(certificate, anchors.signers()).orElse(null);
            URI address = question == null ? null : question.address().orElse(null);
            if (question != null && address != null && places.isAllowed(address)) {
                failed += ask(question, address, silent) ? 0 : 1;
            }
        }
        return failed;
    }

    /** What was answered last. */
    Map<X509Certificate, OcspAnswer> answers() {
        return answers;
    }

    private boolean ask(OcspQuestion question, URI address, Set<String> silent) {
        if (silent.contains(address.getHost())) {
            return false;
        }
        try {
            byte[] answer = exchange.ask(address, question.encoded());
            OcspAnswer now = OcspReader.read(answer, question, clock.instant());
            take(question.certificate(), now);
            if (now.said() instanceof OcspAnswer.Said.Unknown) {
                Refresher.warn(address.getHost(), "unknown-there");
                return false;
            }
            return keep(question.certificate(), now, answer);
        } catch (IOException e) {
            silent.add(address.getHost());
            Refresher.warn(address.getHost(), "no-answer");
        } catch (TrustUnusable e) {
            Refresher.warn(address.getHost(), "not-relied-on");
        }
        return false;
    }

    /**
     * An older answer than before confirms nothing: it may be somebody who replays it. A responder that does not know a
     * certificate takes back that it was good, not that it was revoked.
     */
    private void take(X509Certificate certificate, OcspAnswer now) {
        OcspAnswer before = answers.get(certificate);
        if (before != null && now.issued().isBefore(before.issued())) {
            throw new TrustUnusable("an older answer than before");
        }
        if (before != null
                && before.said() instanceof OcspAnswer.Said.Revoked
                && !(now.said() instanceof OcspAnswer.Said.Revoked)
                && !now.issued().isAfter(before.issued())) {
            throw new TrustUnusable("an answer that is no later than the revocation");
        }
        boolean revoked = before != null
                && (before.said() instanceof OcspAnswer.Said.Revoked || before.said() instanceof OcspAnswer.Said.Lost);
        if (!(revoked && now.said() instanceof OcspAnswer.Said.Unknown)) {
            answers.put(certificate, now);
        }
    }

    /** Whether a start would find the same; it is in force in any case. */
    private boolean keep(X509Certificate certificate, OcspAnswer now, byte[] answer) {
        try {
            if (now.said() instanceof OcspAnswer.Said.Revoked) {
                cache.keep(certificate, answer);
            } else {
                cache.forget(certificate);
            }
            return true;
        } catch (IOException e) {
            Refresher.warn(AnswerCache.name(certificate), "not-kept");
            return false;
        }
    }
}
