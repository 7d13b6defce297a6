package org.sceau.timestamp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.sceau.keys.Credential;
import org.sceau.proof.Digest;
import org.sceau.proof.TrustAnchors;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;

/** A development authority and what it is asked. */
final class StampWorld {
    static final Instant NOW = Instant.parse("2026-11-26T10:00:00.250Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final SecureRandom RANDOM = new SecureRandom();
    static final Duration TOLERANCE = Duration.ofMinutes(1);
    static final DevelopmentPki PKI = DevelopmentPki.create(CLOCK, RANDOM);
    static final byte[] NOTE = "a note\n".getBytes(StandardCharsets.UTF_8);
    static final Digest DIGEST = Digest.sha256(NOTE);

    private StampWorld() {}

    static Credential credential(DevelopmentPki pki, DevelopmentUse use) {
        return pki.organisation(new PartnerId("horodatage"), "Tiers horodateur (fictif)", "1750999993", EnumSet.of(use))
                .credential(use);
    }

    static DevelopmentTsa tsa() {
        return tsa(CLOCK);
    }

    static DevelopmentTsa tsa(InstantSource clock) {
        return new DevelopmentTsa(credential(PKI, DevelopmentUse.TSA), clock, RANDOM);
    }

    static TrustAnchors anchors(DevelopmentPki pki) {
        return TrustAnchors.of(List.of(pki.root()), List.of());
    }

    static TimeStampAuthority authority(String host) {
        return authority(host, Optional.empty());
    }

    static TimeStampAuthority authority(String host, Optional<String> policy) {
        return new TimeStampAuthority(URI.create("http://" + host + "/"), anchors(PKI), policy);
    }
}
