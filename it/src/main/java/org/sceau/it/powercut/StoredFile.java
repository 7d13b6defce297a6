package org.sceau.it.powercut;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A file's durable bytes and the changes since. A cut leaves of these changes nothing, all, the first so many (the last of
 * them torn at a sector), any of them, or any of their pages: the order in which a system writes its cache back is not
 * that of the calls. Not thread-safe.
 */
final class StoredFile implements Disk.Node {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;

    private byte[] bytes = new byte[0];
    private int length;
    private final List<Operation> pending = new ArrayList<>();

    /** A write or a truncation that was made after all others. */
    void change(Operation change) {
        pending.add(change);
    }

    /** Makes every change durable. */
    void sync() {
        pending.forEach(this::apply);
        pending.clear();
    }

    /** The bytes that one cut may leave; this file is not changed. */
    byte[] afterCut(RandomGenerator random) {
        StoredFile copy = new StoredFile();
        copy.bytes = Arrays.copyOf(bytes, length);
        copy.length = length;
        if (!pending.isEmpty()) {
            copy.cut(pending, random);
        }
        return Arrays.copyOf(copy.bytes, copy.length);
    }

    private void cut(List<Operation> changes, RandomGenerator random) {
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> changes.forEach(this::apply);
            case 2 -> {
                int last = random.nextInt(changes.size());
                changes.subList(0, last).forEach(this::apply);
                tear(changes.get(last), random);
            }
            case 3 -> changes.stream().filter(change -> random.nextBoolean()).forEach(this::apply);
            default -> {
                double chance = random.nextDouble();
                changes.forEach(change -> scatter(change, random, chance));
            }
        }
    }

    private void apply(Operation change) {
        if (change.kind() == Operation.Kind.TRUNCATE) {
            resize(Math.toIntExact(change.number()));
        } else {
            put(change, 0, change.length());
        }
    }

    private void tear(Operation change, RandomGenerator random) {
        if (change.kind() == Operation.Kind.WRITE) {
            put(change, 0, SECTOR * random.nextInt(change.length() / SECTOR + 1));
        }
    }

    private void scatter(Operation change, RandomGenerator random, double chance) {
        if (change.kind() == Operation.Kind.TRUNCATE) {
            apply(change);
            return;
        }
        int from = 0;
        while (from < change.length()) {
            int toBoundary = PAGE - (int) ((change.number() + from) % PAGE);
            int to = Math.min(change.length(), from + toBoundary);
            if (random.nextDouble() < chance) {
                put(change, from, to);
            }
            from = to;
        }
    }

    /** The bytes from {@code from} to {@code to} of a write. */
    private void put(Operation write, int from, int to) {
        int offset = Math.toIntExact(write.number());
        if (to > from) {
            if (offset + to > length) {
                resize(offset + to);
            }
            MemorySegment.copy(write.data(), ValueLayout.JAVA_BYTE, from, bytes, offset + from, to - from);
        }
    }

    private void resize(int wanted) {
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, bytes.length * 2));
        }
        if (wanted < length) {
            Arrays.fill(bytes, wanted, length, (byte) 0);
        }
        length = wanted;
    }
}
