package org.sceau.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sceau.vault.Ciphertext;
import org.sceau.vault.StoredPayload;

/** A unit that waits for its batch, and whoever waits for the unit. Confined to the recorder's thread once taken. */
final class Pending<T> {
    private final Unit<T> unit;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private boolean failed;

    Pending(Unit<T> unit) {
        this.unit = unit;
    }

    Unit<T> unit() {
        return unit;
    }

    CompletableFuture<T> future() {
        return future;
    }

    /** What the unit weighs in a batch. */
    long bytes() {
        return unit.payloads().stream()
                .map(StoredPayload::inMemory)
                .mapToLong(memory -> memory.map(Ciphertext::bytes)
                        .map(bytes -> (long) bytes.length)
                        .orElse(0L))
                .sum();
    }

    void write(Batch batch) throws SQLException {
        result = unit.write(batch);
    }

    /** True once. */
    boolean firstFailure() {
        boolean first = !failed;
        failed = true;
        return first;
    }

    void complete(PayloadStore vault) {
        T recorded = result;
        if (recorded == null) {
            fail(vault, new IllegalStateException("completed before it was written"));
            return;
        }
        unit.recorded(recorded, vault);
        future.complete(recorded);
    }

    void fail(PayloadStore vault, Throwable cause) {
        unit.dropped(vault);
        future.completeExceptionally(cause);
    }
}
