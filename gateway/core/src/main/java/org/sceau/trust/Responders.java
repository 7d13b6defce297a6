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
 * Asks the responders of registered certificates ahead, as far as their hosts are allowed (RFC 6960). Answers are kept in
 * memory: after a start they are asked for at once. Not thread-safe.
 */
final class Responders {
    private final RevocationPlaces places;
    private final OcspExchange exchange;
    private final InstantSource clock;
    private final Map<X509Certificate, OcspAnswer> answers = new HashMap<>();

    Responders(RevocationPlaces places, OcspExchange exchange, InstantSource clock) {
        this.places = places;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** Asks once about every certificate, but not twice a host that is silent; how many did not get an answer. */
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

    /** An older answer than before confirms nothing: it may be somebody who replays it. */
    private boolean ask(OcspQuestion question, URI address, Set<String> silent) {
        if (silent.contains(address.getHost())) {
            return false;
        }
        OcspAnswer before = answers.get(question.certificate());
        try {
            OcspAnswer now = OcspReader.read(exchange.ask(address, question.encoded()), question, clock.instant());
            if (before == null || !now.issued().isBefore(before.issued())) {
                answers.put(question.certificate(), now);
                return true;
            }
            Refresher.warn(address.getHost(), "not-relied-on");
        } catch (IOException e) {
            silent.add(address.getHost());
            Refresher.warn(address.getHost(), "no-answer");
        } catch (TrustUnusable e) {
            Refresher.warn(address.getHost(), "not-relied-on");
        }
        return false;
    }
}
