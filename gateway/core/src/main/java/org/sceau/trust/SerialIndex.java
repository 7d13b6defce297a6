package org.sceau.trust;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Serial numbers of revoked certificates with date and reason, sorted in one array: as many bytes an entry as the longest
 * number has, and five. Immutable.
 */
final class SerialIndex {
    /** Longest serial number (RFC 5280, section 4.1.2.2). */
    static final int SERIAL_BYTES = 20;
    /** CRLReason removeFromCRL (RFC 5280, section 5.3.1). */
    static final int REMOVED = 8;

    /** Seconds since 1970 in four bytes, the reason in one. */
    private static final int DETAIL_BYTES = 5;

    private static final long LAST_SECOND = 0xffff_ffffL;

    private final byte[] records;
    private final int width;
    private final int count;

    private SerialIndex(byte[] records, int width, int count) {
        this.records = records;
        this.width = width;
        this.count = count;
    }

    /**
     * One entry.
     *
     * @param since from when
     * @param reason CRLReason (RFC 5280, section 5.3.1)
     */
    record Entry(Instant since, int reason) {}

    int count() {
        return count;
    }

    /** The entry of a number. Where a list has several, one that revokes. */
    Optional<Entry> find(BigInteger serial) {
        byte[] content = serial.toByteArray();
        if (content.length > width) {
            return Optional.empty();
        }
        byte[] key = new byte[width];
        extend(content, key, 0, width);
        Optional<Entry> found = Optional.empty();
        for (int i = first(key); i < count && compare(i, key) == 0; i++) {
            Entry entry = entry(i);
            if (entry.reason() != REMOVED) {
                return Optional.of(entry);
            }
            found = Optional.of(entry);
        }
        return found;
    }

    private int first(byte[] key) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int record, byte[] key) {
        int start = record * (width + DETAIL_BYTES);
        return Arrays.compareUnsigned(records, start, start + width, key, 0, width);
    }

    /** The number of an entry, in their order from 0 on. */
    BigInteger number(int record) {
        return new BigInteger(records, record * (width + DETAIL_BYTES), width);
    }

    /** An entry, in their order from 0 on. */
    Entry entry(int record) {
        int start = record * (width + DETAIL_BYTES) + width;
        long seconds = 0;
        for (int i = 0; i < DETAIL_BYTES - 1; i++) {
            seconds = (seconds << 8) | (records[start + i] & 0xff);
        }
        return new Entry(Instant.ofEpochSecond(seconds), records[start + DETAIL_BYTES - 1]);
    }

    /** Writes a two's complement number to {@code length} bytes. */
    private static void extend(byte[] number, byte[] to, int start, int length) {
        byte sign = (byte) (number[0] >> 7);
        Arrays.fill(to, start, start + length - number.length, sign);
        System.arraycopy(number, 0, to, start + length - number.length, number.length);
    }

    /** Gathers entries in any order. Not thread-safe. */
    static final class Builder {
        private static final int STRIDE = SERIAL_BYTES + DETAIL_BYTES;

        private byte[] gathered = new byte[16 * STRIDE];
        private int count;
        private int width = 1;

        /** Adds an entry; the number is the content of a DER INTEGER of at most 20 bytes. */
        void add(byte[] serial, Instant since, int reason) {
            int start = count * STRIDE;
            if (start == gathered.length) {
                gathered = Arrays.copyOf(gathered, gathered.length * 2);
            }
            extend(serial, gathered, start, SERIAL_BYTES);
            long seconds = Math.clamp(since.getEpochSecond(), 0, LAST_SECOND);
            for (int i = 0; i < DETAIL_BYTES - 1; i++) {
                gathered[start + SERIAL_BYTES + i] = (byte) (seconds >>> (24 - 8 * i));
            }
            gathered[start + STRIDE - 1] = (byte) reason;
            width = Math.max(width, serial.length);
            count++;
        }

        SerialIndex build() {
            byte[] records = narrowed();
            return new SerialIndex(sorted(records) ? records : sort(records), width, count);
        }

        private byte[] narrowed() {
            int stride = width + DETAIL_BYTES;
            byte[] records = new byte[count * stride];
            for (int i = 0; i < count; i++) {
                System.arraycopy(gathered, i * STRIDE + SERIAL_BYTES - width, records, i * stride, stride);
            }
            gathered = new byte[0];
            return records;
        }

        private boolean sorted(byte[] records) {
            int stride = width + DETAIL_BYTES;
            for (int i = stride; i < records.length; i += stride) {
                if (Arrays.compareUnsigned(records, i - stride, i - stride + width, records, i, i + width) > 0) {
                    return false;
                }
            }
            return true;
        }

        /** By byte, last first: no order of input makes it slow, which a hostile list would look for. */
        private byte[] sort(byte[] records) {
            int stride = width + DETAIL_BYTES;
            byte[] from = records;
            byte[] to = new byte[records.length];
            for (int place = width - 1; place >= 0; place--) {
                int[] next = new int[257];
                for (int i = place; i < from.length; i += stride) {
                    next[(from[i] & 0xff) + 1] += stride;
                }
                for (int value = 0; value < 256; value++) {
                    next[value + 1] += next[value];
                }
                for (int i = 0; i < from.length; i += stride) {
                    int value = from[i + place] & 0xff;
                    System.arraycopy(from, i, to, next[value], stride);
                    next[value] += stride;
                }
                byte[] swapped = from;
                from = to;
                to = swapped;
            }
            return from;
        }
    }
}
