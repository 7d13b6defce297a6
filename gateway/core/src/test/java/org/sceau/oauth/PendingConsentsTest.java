package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.identity.Purpose;
import org.sceau.proof.Digest;
import org.sceau.routing.PersonalClient;
import org.sceau.routing.Right;
import org.sceau.routing.Tables;
import org.sceau.transfer.PartnerId;

class PendingConsentsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Digest ADA = Digest.sha256(new byte[] {1});
    private static final Digest EVE = Digest.sha256(new byte[] {2});

    private static final PersonalClient APPLICATION =
            new PersonalClient(List.of(URI.create("https://portail.example/retour")), Purpose.TREAT);
    private static final AuthorizationRequest REQUEST = new AuthorizationRequest(
            Tables.application(new PartnerId("portail"), APPLICATION, Set.of(Right.FIND)),
            APPLICATION,
            "https://portail.example/retour",
            "state",
            Scopes.of("ITI-67"),
            "challenge");

    private final PendingConsents pending = new PendingConsents(new SecureRandom());

    @Test
    void aTicketCountsOnceForWhomItWasShownTo() {
        String ticket = pending.put(ADA, REQUEST, NOW);

        assertThat(pending.take(EVE, ticket, NOW))
                .as("another person's session")
                .isEmpty();
        assertThat(pending.take(ADA, ticket + "x", NOW)).isEmpty();
        assertThat(pending.take(ADA, ticket, NOW.plusSeconds(299))).contains(REQUEST);
        assertThat(pending.take(ADA, ticket, NOW)).as("again").isEmpty();
    }

    @Test
    void aPageThatWasLeftOpenIsNoConsent() {
        String ticket = pending.put(ADA, REQUEST, NOW);

        assertThat(pending.take(ADA, ticket, NOW.plusSeconds(300))).isEmpty();
    }

    @Test
    void oneMoreTakesThePlaceOfTheOldest() {
        List<String> tickets = new ArrayList<>();
        String eves = pending.put(EVE, REQUEST, NOW);
        for (int i = 0; i <= PendingConsents.MOST; i++) {
            tickets.add(pending.put(ADA, REQUEST, NOW));
        }

        assertThat(pending.take(ADA, tickets.getFirst(), NOW)).isEmpty();
        for (String kept : tickets.subList(1, tickets.size())) {
            assertThat(pending.take(ADA, kept, NOW)).isPresent();
        }
        assertThat(pending.take(EVE, eves, NOW))
                .as("nobody pushes out another's")
                .isPresent();
    }
}
