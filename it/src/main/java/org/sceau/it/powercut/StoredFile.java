package org.sceau.it.powercut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A file's durable bytes and the changes since. Not thread-safe. */
final class StoredFile {
    private byte[] durable = new byte[0];
    private int length;
    private final List<Operation> pending = new ArrayList<>();

    /** The changes since the last sync, in order; callers add to it. */
    List<Operation> pending() {
        return pending;
    }

    /** Makes every change durable. */
    void sync() {
        for (Operation change : pending) {
            change(change, change.data().value().length);
        }
        pending.clear();
    }

    private void change(Operation change, int bytes) {
        if (change.kind() == Operation.Kind.TRUNCATE) {
            resize(Math.toIntExact(change.number()));
        } else {
            int offset = Math.toIntExact(change.number());
            if (offset + bytes > length) {
                resize(offset + bytes);
            }
            System.arraycopy(change.data().value(), 0, durable, offset, bytes);
        }
    }

    private void resize(int wanted) {
        if (wanted > durable.length) {
            durable = Arrays.copyOf(durable, Math.max(wanted, durable.length * 2));
        }
        if (wanted < length) {
            Arrays.fill(durable, wanted, length, (byte) 0);
        }
        length = wanted;
    }

    /** The bytes that one cut may leave; this file is not changed. */
    byte[] afterCut(RandomGenerator random, int sector) {
        StoredFile copy = new StoredFile();
        copy.durable = Arrays.copyOf(durable, length);
        copy.length = length;
        int fate = random.nextInt(3);
        if (fate == 0 || pending.isEmpty()) {
            return copy.durable;
        }
        for (Operation change : pending) {
            if (fate == 1 || random.nextBoolean()) {
                copy.change(change, change.data().value().length);
            }
        }
        Operation last = pending.getLast();
        if (fate == 2 && last.kind() == Operation.Kind.WRITE) {
            int sectors = last.data().value().length / sector;
            copy.change(last, sectors == 0 ? 0 : sector * random.nextInt(sectors));
        }
        return Arrays.copyOf(copy.durable, copy.length);
    }
}
