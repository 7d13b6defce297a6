package org.sceau.app.operate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sceau.rounds.Rounds;
import org.sceau.trust.CertificateStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a certificate of the gateway's own was revoked: partners refuse its channels from then on, and what it seals
 * proves nothing to whoever asks the list. Asks what is known in memory, each minute. Thread-safe.
 */
public final class RevokedKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevokedKeys.class);
    private static final Duration LOOKED = Duration.ofMinutes(1);

    private final List<Own> own;
    private final Function<List<X509Certificate>, CertificateStatus> standing;
    private final Rounds rounds = Rounds.steady("own-keys-revoked", LOOKED, this::look);
    private volatile Set<X509Certificate> revoked = Set.of();

    /**
     * A key to watch.
     *
     * @param role as status names it
     * @param chain its certificate first
     */
    public record Own(String role, List<X509Certificate> chain) {
        /** Copies. */
        public Own {
            chain = List.copyOf(chain);
        }
    }

    /**
     * Watches those; nothing is looked at before {@link #start} or {@link #look}.
     *
     * @param standing what is known of a chain now, from memory
     */
    public RevokedKeys(List<Own> own, Function<List<X509Certificate>, CertificateStatus> standing) {
        this.own = List.copyOf(own);
        this.standing = standing;
    }

    /** Looks now and every minute. */
    public void start() {
        rounds.start();
    }

    /** Looks now; what was not revoked at the last look is logged. */
    public synchronized void look() {
        Set<X509Certificate> now = new HashSet<>();
        for (Own key : own) {
            X509Certificate certificate = key.chain().getFirst();
            try {
                if (isRevoked(key)) {
                    now.add(certificate);
                }
            } catch (RuntimeException e) { // the other keys are looked at all the same
                LOG.error(
                        "event=own-key-unjudged role={} kind={}",
                        key.role(),
                        e.getClass().getName());
                if (revoked.contains(certificate)) {
                    now.add(certificate);
                }
            }
        }
        revoked = Set.copyOf(now);
    }

    private boolean isRevoked(Own key) {
        if (!(standing.apply(key.chain()) instanceof CertificateStatus.Revoked found)) {
            return false;
        }
        X509Certificate certificate = key.chain().getFirst();
        if (!revoked.contains(certificate)) {
            LOG.error(
                    "event=own-key-revoked role={} serial={} since={}",
                    key.role(),
                    certificate.getSerialNumber().toString(16),
                    found.since());
        }
        return true;
    }

    /** As of the last look. */
    boolean contains(X509Certificate certificate) {
        return revoked.contains(certificate);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
