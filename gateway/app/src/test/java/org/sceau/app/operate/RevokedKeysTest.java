package org.sceau.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sceau.keys.Credential;
import org.sceau.keys.Ending;
import org.sceau.keys.EndingWatch;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Succession;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.TrustAnchors;

class RevokedKeysTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));

    private final DevelopmentPki pki = DevelopmentPki.create(CLOCK, new SecureRandom());
    private final Credential seal = pki.organisation(new PartnerId("passerelle"), "Passerelle (fictive)", "1750999990")
            .sign();
    private final Credential reader = pki.organisation(new PartnerId("lecteur"), "Lecteur (fictif)", "1750999990")
            .conf();
    private final CertificateChecker checker = new CertificateChecker(anchors());
    private Succession<Credential> seals = Succession.of(seal);
    private List<String> absentMasters = List.of();
    private List<String> signingEnded = List.of();

    @Test
    void aGatewayWhoseSealWasRevokedSaysSoAndIsNotReady() {
        try (var keys = keys();
                var ends = new EndingWatch(List.of(), CLOCK)) {
            KeyStatus status = status(keys, ends);
            keys.look();
            assertThat(status.ready()).isTrue();
            assertThat(said(status).at("/keys/0/revoked").asBoolean()).isFalse();

            pki.revoke(seal.certificate());
            checker.replace(anchors());
            keys.look();

            assertThat(status.ready()).isFalse();
            assertThat(said(status).at("/keys/0/revoked").asBoolean()).isTrue();
            assertThat(said(status).at("/keys/1/revoked").asBoolean()).isFalse();
            assertThat(metrics(status)).contains("sceau_own_keys_revoked 1\n");
        }
    }

    /** Partners are served without the key that opens what is encrypted for the organisation itself. */
    @Test
    void aRevokedReaderIsSaidAndPartnersAreServed() {
        pki.revoke(reader.certificate());
        checker.replace(anchors());
        try (var keys = keys();
                var ends = new EndingWatch(List.of(), CLOCK)) {
            keys.look();

            assertThat(status(keys, ends).ready()).isTrue();
            assertThat(metrics(status(keys, ends))).contains("sceau_own_keys_revoked 1\n");
        }
    }

    /** After a rotation the former key is revoked, and the one in force is good. */
    @Test
    void aRevokedKeyThatIsNotInForceKeepsNobodyAway() {
        seals = Succession.of(pki.organisation(new PartnerId("suivante"), "Passerelle (fictive)", "1750999990")
                .sign());
        pki.revoke(seal.certificate());
        checker.replace(anchors());
        try (var keys = keys();
                var ends = new EndingWatch(List.of(), CLOCK)) {
            keys.look();

            assertThat(status(keys, ends).ready()).isTrue();
            assertThat(said(status(keys, ends)).at("/keys/0/revoked").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aGatewayThatLacksAMasterKeySaysSoAndIsNotReady() {
        try (var keys = keys();
                var ends = new EndingWatch(List.of(), CLOCK)) {
            assertThat(said(status(keys, ends)).path("masterKeysAbsent")).isEmpty();
            assertThat(metrics(status(keys, ends))).contains("sceau_master_keys_absent 0\n");

            absentMasters = List.of("master");

            assertThat(status(keys, ends).ready()).isFalse();
            assertThat(said(status(keys, ends)).at("/masterKeysAbsent/0").asText())
                    .isEqualTo("master");
            assertThat(metrics(status(keys, ends))).contains("sceau_master_keys_absent 1\n");
        }
    }

    @Test
    void whatCannotBeJudgedKeepsItsVerdictAndIsAskedAgain() {
        pki.revoke(seal.certificate());
        checker.replace(anchors());
        var broken = new AtomicBoolean();
        try (var keys = new RevokedKeys(List.of(new RevokedKeys.Own(KeyRole.SEAL.word(), seal.chain())), chain -> {
                    if (broken.get()) {
                        throw new IllegalStateException("as a test wants it");
                    }
                    return checker.check(chain, CLOCK.instant());
                });
                var ends = new EndingWatch(List.of(), CLOCK)) {
            keys.look();
            broken.set(true);
            keys.look();

            assertThat(status(keys, ends).ready()).isFalse();
        }
    }

    @Test
    void aGatewayThatSealsNothingAnyMoreSaysSoAndIsNotReady() {
        try (var keys = keys();
                var ends = new EndingWatch(List.of(), CLOCK)) {
            KeyStatus status = status(keys, ends);
            assertThat(status.ready()).isTrue();
            assertThat(metrics(status)).contains("sceau_signing_ended 0\n");

            signingEnded = List.of("p-256");

            assertThat(status.ready()).isFalse();
            assertThat(said(status).at("/signingEnded/0").asText()).isEqualTo("p-256");
            assertThat(metrics(status)).contains("sceau_signing_ended 1\n");
        }
    }

    private RevokedKeys keys() {
        return new RevokedKeys(
                List.of(
                        new RevokedKeys.Own(KeyRole.SEAL.word(), seal.chain()),
                        new RevokedKeys.Own(KeyRole.CONFIDENTIALITY.word(), reader.chain())),
                chain -> checker.check(chain, CLOCK.instant()));
    }

    private KeyStatus status(RevokedKeys keys, EndingWatch ends) {
        List<KeyStatus.Kept> kept = List.of(
                new KeyStatus.Kept(new Ending(KeyRole.SEAL.word(), seal.certificate()), "file"),
                new KeyStatus.Kept(new Ending(KeyRole.CONFIDENTIALITY.word(), reader.certificate()), "file"));
        return new KeyStatus(
                kept, Optional.empty(), ends, keys, List.of(seals), absentMasters, () -> signingEnded, CLOCK);
    }

    private static ObjectNode said(KeyStatus status) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        status.put(all);
        return all;
    }

    private static String metrics(KeyStatus status) {
        StringBuilder out = new StringBuilder();
        status.metrics(out);
        return out.toString();
    }

    private TrustAnchors anchors() {
        return pki.anchors(Duration.ofDays(7));
    }
}
