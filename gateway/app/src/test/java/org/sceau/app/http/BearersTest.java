package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.oauth.AccessTokens;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.Transaction;
import org.sceau.proof.Digest;
import org.sceau.routes.Allowance;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;
import org.slf4j.LoggerFactory;

class BearersTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Digest SESSION = Digest.sha256(new byte[] {1});
    private static final PartnerId LABO = new PartnerId("labo");
    private static final TokenSigner SIGNER = new TokenSigner(new SecureRandom());
    private static final OwnTokens OWN = new OwnTokens(
            SIGNER,
            new SecureRandom(),
            "https://gateway.example",
            "https://gateway.example/fhir",
            Duration.ofMinutes(5));
    private static final int TIMES = 2_000;

    private final Bearers bearers = new Bearers(
            new AccessTokens(
                    List.of(OWN.asIssuer(Set.of(LABO))), "https://gateway.example/fhir", Duration.ofMinutes(10)),
            "https://gateway.example/fhir",
            Set.of(),
            Set.of(),
            () -> NOW);

    /** By processor time of this thread in one run: what is sent is paid for, nothing else. */
    @Test
    void whoSendsNoTokenPaysNothing() {
        Optional<String> token =
                Optional.of("Bearer " + OWN.issue(LABO, SESSION, Scopes.of("ITI-67"), Optional.empty(), NOW));
        cost(Optional.empty());
        cost(token);

        long without = cost(Optional.empty());
        long with = cost(token);

        System.out.printf(
                "processor time of what Authorization brings: %d ns without a token, %d ns with one%n",
                without / TIMES, with / TIMES);
        assertThat(without).isLessThan(with / 10);
    }

    /** What one partner sends hides nothing of another's in the log. */
    @Test
    void aRefusedTokenIsLoggedForItsPartner() {
        Optional<String> bad = Optional.of(
                "Bearer " + OWN.issue(LABO, Digest.sha256(new byte[] {2}), Scopes.of("ITI-67"), Optional.empty(), NOW));
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(Bearers.class);
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            for (int i = 0; i < Allowance.BURST + 10; i++) {
                refused(bad, session(LABO));
            }
            refused(bad, session(new PartnerId("hopital")));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }

        assertThat(lines.list).hasSize(Allowance.BURST + 1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("event=access-token-refused partner=labo fault=BINDING");
        assertThat(lines.list.getLast().getFormattedMessage()).contains("partner=hopital");
    }

    private void refused(Optional<String> header, Bearers.Session session) {
        assertThatThrownBy(() -> bearers.of(header, session, Transaction.FIND_DOCUMENTS, NOW))
                .isInstanceOf(Refused.class);
    }

    /** RFC 6750 section 3.1: where tokens count, what is no token at all is told so. */
    @Test
    void whatIsNoTokenIsAnInvalidOne() {
        for (String bad : List.of("Bearer x", "Bearer", "Basic bGFibzpsYWJv")) {
            assertThatThrownBy(() -> bearers.of(Optional.of(bad), session(LABO), Transaction.FIND_DOCUMENTS, NOW))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(FailureCode.ACCESS_TOKEN_INVALID));
        }
    }

    private static Bearers.Session session(PartnerId partner) {
        return new Bearers.Session(SIGNER.key().key(), SESSION, partner);
    }

    private long cost(Optional<String> header) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        int covered = 0;
        for (int i = 0; i < TIMES; i++) {
            Authority brought = bearers.of(header, session(LABO), Transaction.FIND_DOCUMENTS, NOW);
            covered += brought.token().isPresent() ? 1 : 0;
        }
        long spent = threads.getCurrentThreadCpuTime() - before;
        assertThat(covered).isEqualTo(header.isPresent() ? TIMES : 0);
        return spent;
    }
}
