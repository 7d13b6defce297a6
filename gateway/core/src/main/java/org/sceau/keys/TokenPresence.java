package org.sceau.keys;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a token is there, for the status; each change is logged once. Thread-safe. */
final class TokenPresence {
    private static final Logger LOG = LoggerFactory.getLogger(TokenPresence.class);

    private final String label;
    private final InstantSource clock;
    private TokenState state = new TokenState.Present();

    TokenPresence(String label, InstantSource clock) {
        this.label = label;
        this.clock = clock;
    }

    synchronized TokenState state() {
        return state;
    }

    /** It does not answer; that it still does not, without a new reason, is no news. Gives {@code why} back. */
    synchronized TokenUnusable away(TokenUnusable why) {
        TokenState before = state;
        state = switch (before) {
            case TokenState.Present _ -> new TokenState.Away(why.fault(), clock.instant());
            case TokenState.Away away
            when why.fault() != TokenFault.SILENT -> new TokenState.Away(why.fault(), away.since());
            case TokenState.Away away -> away;
        };
        if (!state.equals(before)) {
            LOG.error("event=token-away label={} fault={}", label, why.fault());
        }
        return why;
    }

    synchronized void back() {
        if (state instanceof TokenState.Away) {
            LOG.info("event=token-back label={}", label);
        }
        state = new TokenState.Present();
    }
}
