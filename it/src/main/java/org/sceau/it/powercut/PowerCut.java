package org.sceau.it.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Replays a log of operations up to a moment and writes the directory as a power cut at that moment may leave it.
 *
 * <p>The model: a sync of a file makes its bytes durable, and its own name and the directories above it; names changed by
 * rename or unlink become durable, in order, with a sync of their directory. Of what is not durable an arbitrary prefix
 * of the name changes and, per file, nothing, everything or an arbitrary part of the writes survives, the last one
 * possibly torn at a sector of 512 bytes. Not thread-safe; moments must be asked for in rising order.
 */
final class PowerCut {
    private static final int SECTOR = 512;

    private final List<Operation> operations;
    private final Predicate<Operation> lostSync;
    private final Map<String, StoredFile> names = new TreeMap<>();
    private final Map<String, StoredFile> durableNames = new TreeMap<>();
    private final List<Operation> pendingNames = new ArrayList<>();
    private final IdentityHashMap<Operation, StoredFile> created = new IdentityHashMap<>();
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
            apply(operations.get(done));
        }
    }

    private void apply(Operation operation) {
        switch (operation.kind()) {
            case CREATE -> {
                StoredFile file = new StoredFile();
                names.put(operation.path(), file);
                created.put(operation, file);
                pendingNames.add(operation);
            }
            case MKDIR -> pendingNames.add(operation);
            case WRITE, TRUNCATE -> {
                StoredFile file = names.get(operation.path());
                if (file != null) {
                    file.pending().add(operation);
                }
            }
            case RENAME -> {
                StoredFile file = names.remove(operation.path());
                if (file != null) {
                    names.put(target(operation), file);
                }
                pendingNames.add(operation);
            }
            case UNLINK -> {
                names.remove(operation.path());
                pendingNames.add(operation);
            }
            case SYNC -> {
                if (!lostSync.test(operation)) {
                    sync(operation.path());
                }
            }
            case UNSUPPORTED -> throw new IllegalStateException("the log holds a change that cannot be replayed");
        }
    }

    private void sync(String path) {
        StoredFile file = names.get(path);
        if (file != null) {
            file.sync();
            settle(change -> (change.kind() == Operation.Kind.CREATE && created.get(change) == file)
                    || (change.kind() == Operation.Kind.MKDIR && path.startsWith(change.path() + "/")));
        } else {
            settle(change -> parent(change.path()).equals(path)
                    || (change.kind() == Operation.Kind.RENAME
                            && parent(target(change)).equals(path))
                    || (change.kind() == Operation.Kind.MKDIR && (path + "/").startsWith(change.path() + "/")));
        }
    }

    private void settle(Predicate<Operation> settled) {
        List<Operation> rest = new ArrayList<>();
        for (Operation change : pendingNames) {
            if (settled.test(change)) {
                rename(change, durableNames);
            } else {
                rest.add(change);
            }
        }
        pendingNames.clear();
        pendingNames.addAll(rest);
    }

    private void rename(Operation change, Map<String, StoredFile> in) {
        switch (change.kind()) {
            case CREATE -> in.put(change.path(), created.get(change));
            case UNLINK -> in.remove(change.path());
            case RENAME -> {
                StoredFile file = in.remove(change.path());
                if (file != null) {
                    in.put(target(change), file);
                }
            }
            case MKDIR, WRITE, TRUNCATE, SYNC, UNSUPPORTED -> {}
        }
    }

    /** Writes one possible outcome of a cut at the moment reached into the empty directory {@code into}. */
    void writeTo(Path into, RandomGenerator random) throws IOException {
        Map<String, StoredFile> outcome = new TreeMap<>(durableNames);
        int survivors = random.nextInt(pendingNames.size() + 1);
        for (Operation change : pendingNames.subList(0, survivors)) {
            rename(change, outcome);
        }
        for (Map.Entry<String, StoredFile> entry : outcome.entrySet()) {
            Path file = into.resolve(entry.getKey());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, entry.getValue().afterCut(random, SECTOR));
        }
    }

    private static String target(Operation rename) {
        return new String(rename.data().value(), StandardCharsets.UTF_8);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, slash);
    }
}
