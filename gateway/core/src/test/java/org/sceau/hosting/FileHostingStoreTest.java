package org.sceau.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.Digest;
import org.sceau.transfer.TransferId;

class FileHostingStoreTest {
    private static final TransferId TRANSFER = TransferId.parse("6f1f8b0e-8f7a-4a53-9d0e-0d8b8b5f3f10");

    @TempDir
    Path directory;

    private FileHostingStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileHostingStore(directory.resolve("store"));
        store.open();
    }

    @Test
    void aDepositIsKeptWithAManifestThatNamesEveryByte() throws IOException {
        StoreReceipt receipt = store.deposit(deposit("abc"));

        String manifest =
                "sceau-deposit 1\nobject-0 3 " + Digest.sha256(bytes("abc")).hex() + "\n";
        assertThat(store.place(TRANSFER).resolve("object-0")).hasContent("abc");
        assertThat(store.place(TRANSFER).resolve("manifest")).hasContent(manifest.strip());
        assertThat(receipt).isEqualTo(new StoreReceipt(Digest.sha256(bytes(manifest)), false));
    }

    @Test
    void theSameDepositTwiceIsOnceWithTheSameReceipt() throws IOException {
        StoreReceipt first = store.deposit(deposit("abc"));
        StoreReceipt second = store.deposit(deposit("abc"));

        assertThat(second.manifest()).isEqualTo(first.manifest());
        assertThat(second.repeated()).isTrue();
    }

    @Test
    void anotherContentForTheSameTransferIsRefusedAndChangesNothing() throws IOException {
        store.deposit(deposit("abc"));

        assertThatThrownBy(() -> store.deposit(deposit("abd"))).isInstanceOf(DepositConflict.class);
        assertThat(store.place(TRANSFER).resolve("object-0")).hasContent("abc");
    }

    @Test
    void aDepositThatBreaksOffLeavesNothing() {
        var broken = new Deposit(TRANSFER, List.of(new Deposit.EncryptedObject("object-0", 3, out -> {
            out.write('a');
            throw new IOException("disk full");
        })));

        assertThatThrownBy(() -> store.deposit(broken)).isInstanceOf(IOException.class);
        assertThat(store.place(TRANSFER)).doesNotExist();
        assertThat(directory.resolve("store/incoming")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftUnfinishedIsRemovedAtOpening() throws IOException {
        Path left =
                directory.resolve("store/incoming").resolve(UUID.randomUUID().toString());
        Files.createDirectory(left);
        Files.writeString(left.resolve("object-0"), "half");

        store.open();

        assertThat(left).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "A", "a.b", "-a"})
    void aNameThatCouldLeaveTheDirectoryIsRefused(String name) {
        assertThatThrownBy(() -> new Deposit.EncryptedObject(name, 0, out -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Deposit deposit(String content) {
        return new Deposit(
                TRANSFER,
                List.of(new Deposit.EncryptedObject("object-0", content.length(), out -> out.write(bytes(content)))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
