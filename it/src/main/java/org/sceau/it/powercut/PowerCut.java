package org.sceau.it.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Replays a log of operations up to a moment and writes the directory as a power cut at that moment may leave it. Not
 * thread-safe; moments must be asked for in rising order.
 */
final class PowerCut {
    private final List<Operation> operations;
    private final Predicate<Operation> lostSync;
    private final Disk disk = new Disk();
    private int done;

    /**
     * Starts from an empty directory.
     *
     * @param lostSync syncs to be ignored, for the control: true for a sync that shall do nothing
     */
    PowerCut(List<Operation> operations, Predicate<Operation> lostSync) {
        this.operations = operations;
        this.lostSync = lostSync;
    }

    /** Applies the operations before {@code moment}. */
    void advance(int moment) {
        for (; done < moment; done++) {
            Operation operation = operations.get(done);
            if (operation.kind() != Operation.Kind.SYNC || !lostSync.test(operation)) {
                disk.apply(operation);
            }
        }
    }

    /** Writes one possible outcome of a cut at the moment reached into the empty directory {@code into}. */
    void writeTo(Path into, RandomGenerator random) throws IOException {
        disk.writeTo(into, random);
    }
}
