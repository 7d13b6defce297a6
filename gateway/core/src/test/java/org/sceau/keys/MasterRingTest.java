package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

class MasterRingTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate TOMORROW = LocalDate.parse("2026-11-24");
    private static final String DATED = "master.2026-11-24";

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private MasterRing masters;
    private KeyRing made;
    private String next = "";

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
        next = masters.generate(TOMORROW, random);
        assertThat(next).matches(DATED + "\\.[0-9a-f]{8}");

        MasterKeys keys = opened().masters();
        assertThat(keys.inForce().label()).isEqualTo("master");
        assertThat(keys.former()).isEmpty();
        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(keys.inForce().label()).isEqualTo(next);
        assertThat(keys.former()).containsExactly("master");
        assertThat(keys.named("master").orElseThrow().key().getEncoded())
                .isEqualTo(made.masters().inForce().key().getEncoded())
                .isNotEqualTo(keys.inForce().key().getEncoded());
        assertThat(opened().indexKey().getEncoded()).isEqualTo(made.indexKey().getEncoded());
        assertThat(keys.inForce().toString()).isEqualTo("Master[" + next + "]");
    }

    @Test
    void successorsComeInTheOrderOfTheirDays() throws IOException {
        masters.generate(TOMORROW, random);
        byte[] before = Files.readAllBytes(masters.file());

        assertThatThrownBy(() -> masters.generate(TOMORROW, random)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.generate(TOMORROW.minusDays(1), random))
                .isInstanceOf(KeyUnusable.class);
        assertThat(masters.file()).hasBinaryContent(before);
        assertThat(masters.generate(TOMORROW.plusDays(1), random)).startsWith("master.2026-11-25.");
        assertThat(masters.labels().members().stream()
                        .map(Succession.Member::key)
                        .map(label -> label.split("\\.", 3).length > 1 ? label.substring(0, 17) : label))
                .containsExactly("master", DATED, "master.2026-11-25");
    }

    @Test
    void twoKeysForOneDayHaveTwoLabels() throws IOException {
        byte[] first = Files.readAllBytes(masters.file());
        next = masters.generate(TOMORROW, random);
        Files.write(masters.file(), first);

        assertThat(masters.generate(TOMORROW, random)).isNotEqualTo(next);
        assertThat(opened().masters().named(next)).isEmpty();
    }

    @Test
    void aKeyUnderAnotherLabelThanItsOwnIsRefused() throws IOException {
        byte[] before = Files.readAllBytes(masters.file());
        for (String wrong : List.of("master.2026-11-24", "master.2026-11-24.00000000", "master.x", "master.")) {
            Files.write(masters.file(), before);
            Secret<char[]> passphrase = Passphrase.read(masters.passphraseFile());
            KeyStore store = KeyStoreFile.open(masters.file(), passphrase);
            KeyRingFile.put(store, wrong, new SecretKeySpec(new byte[32], "AES"), passphrase);
            KeyStoreFile.replace(masters.file(), store, passphrase);

            assertThatThrownBy(this::opened).as(wrong).isInstanceOf(KeyUnusable.class);
            assertThatThrownBy(() -> masters.labels()).isInstanceOf(KeyUnusable.class);
            assertThatThrownBy(() -> masters.generate(TOMORROW, random)).isInstanceOf(KeyUnusable.class);
        }
    }

    @Test
    void onlyAFormerOneIsRemoved() {
        next = masters.generate(TOMORROW, random);

        assertThatThrownBy(() -> masters.remove("master", START)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.remove(next, START)).isInstanceOf(KeyUnusable.class);
        assertThatThrownBy(() -> masters.remove("index", START)).isInstanceOf(KeyUnusable.class);

        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        assertThatThrownBy(() -> masters.remove(next, now.get())).isInstanceOf(KeyUnusable.class);
        masters.remove("master", now.get());

        assertThat(masters.labels().all()).containsExactly(next);
        assertThat(opened().masters().inForce().label()).isEqualTo(next);
        assertThat(opened().masters().named("master")).isEmpty();
    }

    @Test
    void whatIsForgottenWrapsNothingMoreEvenIfTheClockStepsBack() {
        next = masters.generate(TOMORROW, random);
        MasterKeys keys = opened().masters();
        now.set(Instant.parse("2026-11-24T00:00:00Z"));
        keys.forget("master");
        now.set(START);

        assertThat(keys.inForce().label()).isEqualTo(next);
        assertThat(keys.named("master")).isEmpty();
        assertThatThrownBy(() -> keys.forget(next)).isInstanceOf(IllegalArgumentException.class);
    }
}
