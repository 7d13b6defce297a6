package org.sceau.it.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A directory tree as a process sees it, and as a power cut may leave it.
 *
 * <p>The model is what POSIX promises and no more: a sync of a file makes its bytes durable, not its name; names that
 * were made, moved or removed become durable with a sync of their directory. Of the others a cut leaves the first so many
 * of all, or of each directory. Not thread-safe.
 */
final class Disk {
    private final Folder root = new Folder();
    private final List<NameChange> pending = new ArrayList<>();

    /** What a name stands for. */
    sealed interface Node permits Folder, StoredFile {}

    /** A directory: its names, and those of them that are durable. */
    static final class Folder implements Node {
        private final Map<String, Node> names = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
    }

    private record Place(Folder folder, String name) {}

    /** A node gets or loses a name, or both when it is moved. */
    private record NameChange(Node node, Optional<Place> gone, Optional<Place> come) {

        boolean in(Folder folder) {
            return gone.filter(place -> place.folder == folder).isPresent()
                    || come.filter(place -> place.folder == folder).isPresent();
        }

        boolean in(Set<Folder> folders) {
            return folders.stream().anyMatch(this::in);
        }

        void addTo(Set<Folder> folders) {
            gone.ifPresent(place -> folders.add(place.folder));
            come.ifPresent(place -> folders.add(place.folder));
        }
    }

    /** How a folder's names are kept while a change is made to them. */
    private interface View {
        Map<String, Node> of(Folder folder);
    }

    /** Does what the operation did. Throws IllegalStateException when it cannot have been done to this tree. */
    void apply(Operation operation) {
        String path = operation.path();
        switch (operation.kind()) {
            case CREATE -> change(new NameChange(new StoredFile(), Optional.empty(), Optional.of(place(path))));
            case MKDIR -> change(new NameChange(new Folder(), Optional.empty(), Optional.of(place(path))));
            case UNLINK -> change(new NameChange(node(path), Optional.of(place(path)), Optional.empty()));
            case RENAME ->
                change(new NameChange(node(path), Optional.of(place(path)), Optional.of(place(operation.newName()))));
            case WRITE, TRUNCATE -> file(path).change(operation);
            case SYNC -> {
                switch (node(path)) {
                    case StoredFile file -> file.sync();
                    case Folder folder -> settle(folder);
                }
            }
            case UNSUPPORTED -> throw new IllegalStateException("a change that cannot be replayed: " + path);
        }
    }

    private void change(NameChange change) {
        perform(change, folder -> folder.names);
        pending.add(change);
    }

    private static void perform(NameChange change, View view) {
        change.gone().ifPresent(place -> view.of(place.folder()).remove(place.name(), change.node()));
        change.come().ifPresent(place -> view.of(place.folder()).put(place.name(), change.node()));
    }

    /** A move that becomes durable carries along what happened to the node before: it is not left in two places. */
    private void settle(Folder folder) {
        Set<Node> moved = new HashSet<>();
        List<NameChange> settled = new ArrayList<>();
        for (NameChange change : pending.reversed()) {
            if (change.in(folder)) {
                moved.add(change.node());
                settled.add(change);
            } else if (moved.contains(change.node())) {
                settled.add(change);
            }
        }
        settled.reversed().forEach(change -> perform(change, any -> any.durable));
        pending.removeAll(new HashSet<>(settled));
    }

    /** Writes one possible outcome of a cut now into the empty directory {@code into}. */
    void writeTo(Path into, RandomGenerator random) throws IOException {
        Map<Folder, Map<String, Node>> outcome = new HashMap<>();
        View view = folder -> outcome.computeIfAbsent(folder, any -> new TreeMap<>(any.durable));
        boolean together = random.nextBoolean();
        double stops = pending.isEmpty() ? 0 : random.nextDouble() * 2 / pending.size();
        Set<Folder> stopped = new HashSet<>();
        for (NameChange change : pending) {
            if (change.in(stopped) || random.nextDouble() < stops) {
                if (together) {
                    break;
                }
                change.addTo(stopped);
            } else {
                perform(change, view);
            }
        }
        write(root, into, view, random);
    }

    private static void write(Folder folder, Path at, View view, RandomGenerator random) throws IOException {
        for (Map.Entry<String, Node> entry : view.of(folder).entrySet()) {
            Path path = at.resolve(entry.getKey());
            switch (entry.getValue()) {
                case StoredFile file -> Files.write(path, file.afterCut(random));
                case Folder below -> write(below, Files.createDirectory(path), view, random);
            }
        }
    }

    private StoredFile file(String path) {
        if (node(path) instanceof StoredFile file) {
            return file;
        }
        throw new IllegalStateException("not a file: " + path);
    }

    private Node node(String path) {
        if (path.equals(".")) {
            return root;
        }
        Place place = place(path);
        @Nullable Node node = place.folder().names.get(place.name());
        if (node == null) {
            throw new IllegalStateException("not there: " + path);
        }
        return node;
    }

    private Place place(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (slash < 0) {
            return new Place(root, name);
        }
        if (node(path.substring(0, slash)) instanceof Folder folder) {
            return new Place(folder, name);
        }
        throw new IllegalStateException("not in a directory: " + path);
    }
}
