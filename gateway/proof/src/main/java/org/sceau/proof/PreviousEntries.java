package org.sceau.proof;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The digest of each transfer's last entry, its first 16 bytes: 32 bytes a transfer in a table that is at least a third
 * full, so that a million transfers take 100 MB at most. Transfers are ever only added. For one thread.
 */
final class PreviousEntries {
    private static final int WORDS = 4;

    private long[] table = new long[WORDS << 10];
    private int used;

    /** A prefix of 128 bits: nobody finds a second entry with the same. */
    record Prefix(long high, long low) {

        static Prefix of(Digest digest) {
            ByteBuffer bytes = ByteBuffer.wrap(digest.bytes());
            return new Prefix(bytes.getLong(), bytes.getLong());
        }
    }

    /** Puts {@code digest} in the place of the transfer's last entry, which it gives. */
    Optional<Prefix> put(UUID transfer, Digest digest) {
        if (used * 3L > table.length / WORDS * 2L) {
            grow();
        }
        int at = find(table, transfer.getMostSignificantBits(), transfer.getLeastSignificantBits());
        Optional<Prefix> before =
                empty(table, at) ? Optional.empty() : Optional.of(new Prefix(table[at + 2], table[at + 3]));
        used += before.isEmpty() ? 1 : 0;
        Prefix prefix = Prefix.of(digest);
        set(
                table,
                at,
                transfer.getMostSignificantBits(),
                transfer.getLeastSignificantBits(),
                prefix.high(),
                prefix.low());
        return before;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (int at = 0; at < table.length; at += WORDS) {
            if (!empty(table, at)) {
                int to = find(larger, table[at], table[at + 1]);
                set(larger, to, table[at], table[at + 1], table[at + 2], table[at + 3]);
            }
        }
        table = larger;
    }

    /** The place is chosen by SHA-256: who makes the ids must not be able to make them collide. */
    private static int find(long[] table, long most, long least) {
        int slots = table.length / WORDS;
        byte[] id =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(most).putLong(least).array();
        int slot = ByteBuffer.wrap(Digest.sha256().digest(id)).getInt() & (slots - 1);
        while (!empty(table, slot * WORDS) && (table[slot * WORDS] != most || table[slot * WORDS + 1] != least)) {
            slot = (slot + 1) & (slots - 1);
        }
        return slot * WORDS;
    }

    /** No digest begins with sixteen zero bytes that anybody could find. */
    private static boolean empty(long[] table, int at) {
        return table[at + 2] == 0 && table[at + 3] == 0;
    }

    private static void set(long[] table, int at, long most, long least, long high, long low) {
        table[at] = most;
        table[at + 1] = least;
        table[at + 2] = high;
        table[at + 3] = low;
    }
}
