package org.sceau.routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.access.AccessRules;
import org.sceau.access.CertificateChecker;
import org.sceau.access.Decide;
import org.sceau.access.ReaderKeys;
import org.sceau.consent.Consents;
import org.sceau.directory.Identifier;
import org.sceau.directory.RecipientKeys.Found;
import org.sceau.document.Coded;
import org.sceau.ledger.Octets;
import org.sceau.ledger.ReaderWrap;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Digest;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateStatus;
import org.sceau.vault.PayloadLocation;

/** Of a document that was encrypted already, the certificate that its key was wrapped for is judged, and no other. */
class DecideDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Identifier HOLDER = new Identifier(Identifier.STRUCTURES, "1990000001");
    private static final Digest OWN = Digest.sha256(new byte[] {1});
    private static final Digest OTHERS = Digest.sha256(new byte[] {2});
    private static final Found REVOKED = new Found.Unusable(new CertificateStatus.Revoked(NOW, "KEY_COMPROMISE"));
    private static final Found LATE = new Found.TooOld(List.of("annuaire"));

    @Test
    void itsRevocationEndsTheDelivery() {
        assertThat(verdict(Map.of(OWN, REVOKED, OTHERS, LATE))).isInstanceOf(Verdict.Settled.class);
    }

    @Test
    void aDirectoryThatIsLateIsWaitedForWhateverOfOthersIsRevoked() {
        assertThat(verdict(Map.of(OWN, LATE, OTHERS, REVOKED))).isInstanceOf(Verdict.TryAgain.class);
    }

    @Test
    void oneThatIsThereNoMoreSetsItAside() {
        assertThat(verdict(Map.of(OWN, new Found.NoCertificate(), OTHERS, REVOKED)))
                .isInstanceOf(Verdict.SetAside.class);
    }

    private static Verdict.Clear verdict(Map<Digest, Found> judged) {
        var table = Deliveries.table(
                URI.create("https://localhost:9443/fhir"), Optional.of(new Coded(HOLDER.system(), HOLDER.value())));
        var keys = new ReaderKeys() {
            @Override
            public Found find(Identifier holder, Set<Suite> suites) {
                throw new AssertionError("what is newest now is not asked");
            }

            @Override
            public Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
                assertThat(holder).isEqualTo(HOLDER);
                return Objects.requireNonNull(judged.get(certificate));
            }
        };
        var decide = new Decide(
                table,
                new AccessRules(new AccessSettings(List.of())),
                Consents.none(),
                (_, _) -> new CertificateChecker.Standing.Usable(),
                () -> NOW,
                keys,
                ReaderSuites.EVERY);
        var object = new StoredObject(
                0,
                new PayloadLocation("a.segment", 0, 1),
                "00".repeat(12),
                "00".repeat(16),
                1,
                OWN,
                OWN,
                Optional.empty(),
                List.of(wrap(new PartnerId("other"), OTHERS), wrap(Deliveries.HOSPITAL, OWN)));
        var item = Deliveries.item(NOW, Deliveries.HOSPITAL, List.of(object));
        var delivery = new DecideDelivery(decide, table, Clock.fixed(NOW, ZoneOffset.UTC));
        AttemptSettled settled = catchThrowableOfType(AttemptSettled.class, () -> delivery.decide(new Taken.Up(item)));
        return settled.outcome().verdict();
    }

    private static ReaderWrap wrap(PartnerId reader, Digest certificate) {
        return new ReaderWrap(reader, certificate, Octets.of(new byte[0]));
    }
}
