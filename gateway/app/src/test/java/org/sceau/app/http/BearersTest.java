package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.identity.Authority;
import org.sceau.oauth.AccessTokens;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.Transaction;
import org.sceau.proof.Digest;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;

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

    private long cost(Optional<String> header) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        int covered = 0;
        for (int i = 0; i < TIMES; i++) {
            Authority brought = bearers.of(header, SIGNER.key().key(), () -> SESSION, Transaction.FIND_DOCUMENTS, NOW);
            covered += brought.token().isPresent() ? 1 : 0;
        }
        long spent = threads.getCurrentThreadCpuTime() - before;
        assertThat(covered).isEqualTo(header.isPresent() ? TIMES : 0);
        return spent;
    }
}
