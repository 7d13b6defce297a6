package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

class MasterRingTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate TOMORROW = LocalDate.parse("2026-11-24");
    private static final String NEXT = "master.2026-11-24";

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private MasterRing masters;
    private KeyRing made;

    @BeforeEach
    void make() throws IOException {
        Path file = directory.resolve("keys.p12");
        Path passphrase = directory.resolve("keys.passphrase");
        made = KeyRingFile.create(
                file,
                passphrase,
                DevelopmentPki.create(now::get, random)
                        .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
                        .sign(),
                random,
                now::get);
        masters = new MasterRing(file, passphrase);
    }

    private KeyRing opened() {
        return KeyRing.open(
                masters.file(),
                masters.passphraseFile(),
                RoleKeys.ofRing(masters.file(), masters.passphraseFile()).keys(),
                now::get);
    }

    @Test
    void aSuccessorWrapsFromItsDayOnAndTheFormerOneStillUnwraps() {
        assertThat(masters.generate(TOMORROW, random)).isEqualTo(NEXT);

        MasterKeys keys = opened().masters();
        assertThat(keys.inForce().label()).isEqualTo("master");
        assertThat(keys.former()).isEmpty();
        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(keys.inForce().label()).isEqualTo(NEXT);
        assertThat(keys.former()).containsExactly("master");
        assertThat(keys.named("master").orElseThrow().key().getEncoded())
                .isEqualTo(made.masters().inForce().key().getEncoded())
                .isNotEqualTo(keys.inForce().key().getEncoded());
        assertThat(opened().indexKey().getEncoded()).isEqualTo(made.indexKey().getEncoded());
        assertThat(keys.inForce().toString()).isEqualTo("Master[" + NEXT + "]");
    }

    @Test
    void successorsComeInTheOrderOfTheirDays() throws IOException {
        masters.generate(TOMORROW, random);
        byte[] before = Files.readAllBytes(masters.file());

        assertThatThrownBy(() -> masters.generate(TOMORROW, random)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.generate(TOMORROW.minusDays(1), random))
                .isInstanceOf(KeyUnusable.class);
        assertThat(masters.file()).hasBinaryContent(before);
        assertThat(masters.generate(TOMORROW.plusDays(1), random)).isEqualTo("master.2026-11-25");
    }

    @Test
    void onlyAFormerOneIsRemoved() {
        masters.generate(TOMORROW, random);

        assertThatThrownBy(() -> masters.remove("master", START)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.remove(NEXT, START)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.remove("index", START)).isInstanceOf(KeyUnusable.class);

        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        assertThatThrownBy(() -> masters.remove(NEXT, now.get())).isInstanceOf(KeyUnusable.class);
        masters.remove("master", now.get());

        assertThat(masters.labels().all()).containsExactly(NEXT);
        assertThat(opened().masters().inForce().label()).isEqualTo(NEXT);
        assertThat(opened().masters().named("master")).isEmpty();
    }

    @Test
    void whatIsForgottenWrapsNothingMoreEvenIfTheClockStepsBack() {
        masters.generate(TOMORROW, random);
        MasterKeys keys = opened().masters();
        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        keys.forget("master");
        now.set(START);

        assertThat(keys.inForce().label()).isEqualTo(NEXT);
        assertThat(keys.named("master")).isEmpty();
        assertThatThrownBy(() -> keys.forget(NEXT)).isInstanceOf(IllegalArgumentException.class);
    }
}
