package org.sceau.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.Digest;

class VaultTest {
    private static final int SMALL = 4096;

    @TempDir
    Path directory;

    private final RecordedFiles files = new RecordedFiles();
    private Vault vault;

    @BeforeEach
    void startVault() throws IOException {
        vault = vault();
        vault.start(Set.of());
        files.takeOperations();
    }

    @AfterEach
    void closeVault() throws IOException {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 1000, SMALL - 1, SMALL, SMALL + 1, SMALL + 16, 70_000, 200_001})
    void storedPayloadHasTheDigestsOfItsBytesAndOpensToThem(int size) throws Exception {
        byte[] clear = bytes(size);

        StoredPayload stored = store(clear, 777);
        PayloadLocation location = locate(vault.append(List.of(stored)), stored);

        assertThat(stored.sizeBytes()).isEqualTo(size);
        assertThat(stored.inMemory().isPresent()).isEqualTo(size <= SMALL);
        assertThat(stored.sha256()).isEqualTo(Digest.sha256(clear));
        assertThat(stored.sha1())
                .isEqualTo(Digest.of(MessageDigest.getInstance("SHA-1").digest(clear)));
        assertThat(location.length()).isEqualTo(size);
        byte[] ciphertext = vault.openCiphertext(location).readAllBytes();
        assertThat(Digest.sha256(ciphertext)).isEqualTo(stored.ciphertextSha256());
        assertThat(open(stored, location)).isEqualTo(clear);
        assertThat(opened(vault.open(stored))).isEqualTo(clear);
    }

    @Test
    void noClearByteReachesTheDisk() throws IOException {
        String canary = "Zorglub-Fictional-Patient";
        byte[] clear = canary.repeat(4000).getBytes(StandardCharsets.UTF_8);

        vault.append(List.of(store(clear, 9999), store(canary.getBytes(StandardCharsets.UTF_8), 5)));

        try (Stream<Path> found = Files.list(directory)) {
            List<Path> all = found.toList();
            assertThat(all).hasSize(2);
            for (Path file : all) {
                assertThat(file.getFileName().toString()).matches("[0-9a-f-]{36}\\.(payload|segment)");
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Zorglub");
            }
        }
    }

    @Test
    void largePayloadIsSyncedWithItsNameBeforeFinishReturns() throws IOException {
        store(bytes(SMALL + 1), 100);

        List<String> operations = files.takeOperations();
        assertThat(operations).startsWith("create payload", "write payload");
        assertThat(operations).endsWith("write payload", "sync payload", "sync directory");
    }

    @Test
    void smallPayloadsShareOneSyncAndANewSegmentAlsoItsName() throws IOException {
        vault.append(List.of(store(bytes(10), 10), store(bytes(20), 10)));
        List<String> first = files.takeOperations();
        vault.append(List.of(store(bytes(30), 10)));
        List<String> second = files.takeOperations();

        assertThat(first)
                .containsExactly("create segment", "write segment", "write segment", "sync segment", "sync directory");
        assertThat(second).containsExactly("write segment", "sync segment");
    }

    @Test
    void emptyAppendTouchesNoFile() throws IOException {
        Map<UUID, PayloadLocation> locations = vault.append(List.of());

        assertThat(locations).isEmpty();
        assertThat(files.takeOperations()).isEmpty();
    }

    @Test
    void fullSegmentIsEndedAndTheNextBegun() throws Exception {
        StoredPayload first = store(bytes(SMALL), 512);
        StoredPayload second = store(bytes(SMALL), 512);
        StoredPayload third = store(bytes(12), 512);

        PayloadLocation one = locate(vault.append(List.of(first, second)), first);
        PayloadLocation three = locate(vault.append(List.of(third)), third);

        assertThat(three.file()).isNotEqualTo(one.file());
        assertThat(three.offset()).isZero();
        assertThat(open(third, three)).isEqualTo(bytes(12));
    }

    @Test
    void afterAFailedSyncTheSegmentIsNeverWrittenAgain() throws Exception {
        StoredPayload lost = store(bytes(100), 100);
        StoredPayload kept = store(bytes(200), 100);
        files.failNextSync();

        assertThatIOException().isThrownBy(() -> vault.append(List.of(lost)));
        files.takeOperations();
        PayloadLocation location = locate(vault.append(List.of(kept)), kept);

        assertThat(files.takeOperations())
                .containsExactly("create segment", "write segment", "sync segment", "sync directory");
        assertThat(open(kept, location)).isEqualTo(bytes(200));
    }

    @Test
    void fullDiskFailsTheAppendAndTheNextOneStartsAfresh() throws Exception {
        vault.append(List.of(store(bytes(50), 100)));
        StoredPayload lost = store(bytes(100), 100);
        files.failNextWrite();

        assertThatIOException().isThrownBy(() -> vault.append(List.of(lost)));
        StoredPayload kept = store(bytes(200), 100);
        PayloadLocation location = locate(vault.append(List.of(kept)), kept);

        assertThat(location.offset()).isZero();
        assertThat(open(kept, location)).isEqualTo(bytes(200));
    }

    @Test
    void unfinishedAndDiscardedLargePayloadsLeaveNoFile() throws IOException {
        try (PayloadSink sink = vault.open()) {
            sink.write(bytes(SMALL * 2), 0, SMALL * 2);
        }
        StoredPayload finished = store(bytes(SMALL * 2), 100);
        vault.discard(finished);
        vault.discard(finished);

        assertThat(directory).isEmptyDirectory();
        assertThatIllegalStateException().isThrownBy(() -> finished.key().bytes());
    }

    @Test
    void endedSinkTakesNothingMore() throws IOException {
        PayloadSink sink = vault.open();
        sink.finish();
        sink.close();

        assertThatIllegalStateException().isThrownBy(() -> sink.write(new byte[1], 0, 1));
        assertThatIllegalStateException().isThrownBy(sink::finish);
    }

    @Test
    void startRemovesFilesThatTheLedgerDoesNotKnowAndOnlyThose() throws IOException {
        StoredPayload known = store(bytes(SMALL * 2), 100);
        store(bytes(SMALL * 2), 100);
        Files.writeString(directory.resolve("operator-note.txt"), "kept");
        String knownFile = locate(vault.append(List.of(known)), known).file();
        vault.close();
        vault = vault();

        int removed = vault.start(Set.of(knownFile));

        assertThat(removed).isOne();
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder(knownFile, "operator-note.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 100_000})
    void everyKindOfDamageIsRefusedWithItsReason(int size) throws Exception {
        StoredPayload stored = store(bytes(size), 1000);
        PayloadLocation location = locate(vault.append(List.of(stored)), stored);
        Path file = directory.resolve(location.file());
        byte[] original = Files.readAllBytes(file);

        byte[] flipped = original.clone();
        flipped[size / 2] ^= 1;
        Files.write(file, flipped);
        assertThat(damage(stored, location)).isEqualTo(Damage.DIGEST_DIFFERS);
        assertThatExceptionOfType(PayloadDamaged.class)
                .isThrownBy(() -> vault.openCiphertext(location, stored.ciphertextSha256()))
                .extracting(PayloadDamaged::damage)
                .isEqualTo(Damage.DIGEST_DIFFERS);

        Files.write(file, java.util.Arrays.copyOf(original, size - 1));
        assertThat(damage(stored, location)).isEqualTo(Damage.TRUNCATED);

        Files.delete(file);
        assertThat(damage(stored, location)).isEqualTo(Damage.FILE_MISSING);
        assertThatExceptionOfType(PayloadDamaged.class).isThrownBy(() -> vault.openCiphertext(location));

        Files.write(file, original);
        assertThat(open(stored, location)).isEqualTo(bytes(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 100_000})
    void wrongTagNonceOrKeyIsRefused(int size) throws Exception {
        StoredPayload stored = store(bytes(size), 1000);
        PayloadLocation location = locate(vault.append(List.of(stored)), stored);
        Opening.Refused refused = new Opening.Refused(Damage.TAG_DIFFERS);
        Digest digest = stored.ciphertextSha256();

        assertThat(vault.open(location, stored.nonce(), "00".repeat(16), digest, stored.key()))
                .isEqualTo(refused);
        assertThat(vault.open(location, "00".repeat(12), stored.tag(), digest, stored.key()))
                .isEqualTo(refused);
        assertThat(vault.open(location, "not hexadecimal", stored.tag(), digest, stored.key()))
                .isEqualTo(refused);
        assertThat(vault.open(location, stored.nonce(), stored.tag(), digest, new ContentKey(new byte[32])))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "", "x.payload", "secret.segment"})
    void nameThatTheVaultDoesNotGiveIsNeverOpened(String file) throws Exception {
        StoredPayload stored = store(bytes(10), 1000);

        assertThat(damage(stored, new PayloadLocation(file, 0, 10))).isEqualTo(Damage.LOCATION_INVALID);
    }

    @Test
    void negativePlaceIsRefused() throws Exception {
        StoredPayload stored = store(bytes(10), 1000);
        PayloadLocation location = locate(vault.append(List.of(stored)), stored);

        assertThat(damage(stored, new PayloadLocation(location.file(), -1, 10))).isEqualTo(Damage.LOCATION_INVALID);
        assertThat(damage(stored, new PayloadLocation(location.file(), 0, -1))).isEqualTo(Damage.LOCATION_INVALID);
        assertThat(damage(stored, new PayloadLocation(location.file(), Long.MAX_VALUE, 10)))
                .isEqualTo(Damage.TRUNCATED);
    }

    @Test
    void fileThatChangesAfterItsVerificationNeverGivesItsLastBytes() throws Exception {
        StoredPayload stored = store(bytes(100_000), 1000);
        PayloadLocation location = locate(vault.append(List.of(stored)), stored);
        Path file = directory.resolve(location.file());
        Opening opening = vault.open(location, stored.nonce(), stored.tag(), stored.ciphertextSha256(), stored.key());
        byte[] altered = Files.readAllBytes(file);
        altered[70_000] ^= 1;
        Files.write(file, altered);

        assertThatExceptionOfType(PayloadDamaged.class).isThrownBy(() -> opened(opening));
    }

    private Vault vault() {
        return new Vault(new VaultSettings(directory, SMALL, 2 * SMALL), files, new SecureRandom());
    }

    private StoredPayload store(byte[] clear, int slice) throws IOException {
        try (PayloadSink sink = vault.open()) {
            for (int at = 0; at < clear.length; at += slice) {
                sink.write(clear, at, Math.min(slice, clear.length - at));
            }
            return sink.finish();
        }
    }

    private static PayloadLocation locate(Map<UUID, PayloadLocation> locations, StoredPayload stored) {
        return Objects.requireNonNull(locations.get(stored.id()));
    }

    private byte[] open(StoredPayload stored, PayloadLocation location) throws IOException {
        return opened(vault.open(location, stored.nonce(), stored.tag(), stored.ciphertextSha256(), stored.key()));
    }

    private Damage damage(StoredPayload stored, PayloadLocation location) throws IOException {
        return switch (vault.open(location, stored.nonce(), stored.tag(), stored.ciphertextSha256(), stored.key())) {
            case Opening.Refused refused -> refused.damage();
            case Opening.Opened opened -> throw new AssertionError("opened");
        };
    }

    private static byte[] opened(Opening opening) throws IOException {
        return switch (opening) {
            case Opening.Refused refused -> throw new AssertionError(refused.toString());
            case Opening.Opened opened -> {
                try (ClearPayload clear = opened.clear()) {
                    yield clear.stream().readAllBytes();
                }
            }
        };
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
