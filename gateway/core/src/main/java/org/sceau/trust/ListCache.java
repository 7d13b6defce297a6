package org.sceau.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.sceau.proof.Digest;
import org.sceau.trust.ListExchange.Version;

/**
 * Revocation lists that were fetched, in a directory: of each address the list and, beside it, when the source last
 * confirmed it. Files are replaced in one step; what a crash leaves is the list before, or a list without its
 * confirmation, which then counts from its own date on. Not thread-safe.
 */
final class ListCache {
    private static final int MAXIMUM_HEADER = 1024;

    private final Path directory;

    ListCache(Path directory) {
        this.directory = directory;
    }

    /**
     * A list from an address.
     *
     * @param list heard of when its source last confirmed it
     * @param version by which the source is asked for a newer one
     */
    record Kept(RevocationList list, Version version) {}

    /** What is kept of an address; empty when nothing is that the anchors vouch for. */
    Optional<Kept> kept(URI address, TrustAnchors anchors) {
        if (!Files.exists(list(address))) {
            return Optional.empty();
        }
        try {
            RevocationList list = TrustFiles.revocationList(list(address), anchors);
            return Optional.of(confirmed(address, list).orElse(new Kept(list, Version.NONE)));
        } catch (TrustUnusable _) {
            return Optional.empty();
        }
    }

    private Optional<Kept> confirmed(URI address, RevocationList list) {
        try {
            List<String> lines = Files.readAllLines(note(address), StandardCharsets.UTF_8);
            if (lines.size() != 4 || !Instant.parse(lines.getFirst()).equals(list.issued())) {
                return Optional.empty();
            }
            var version = new Version(lines.get(2), lines.get(3));
            return Optional.of(new Kept(list.heard(Instant.parse(lines.get(1))), version));
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Where an answer is written before it is kept; what stands there is of an answer that was cut short. */
    Path incoming(URI address) throws IOException {
        make(directory);
        return fresh(list(address));
    }

    /** Takes over what was written to {@link #incoming}. */
    Kept keep(URI address, RevocationList list, Version version, Instant now) throws IOException {
        replace(list(address));
        return confirm(address, new Kept(list, version), now);
    }

    /** The list is still the current one. */
    Kept confirm(URI address, Kept kept, Instant now) throws IOException {
        Version version =
                new Version(header(kept.version().tag()), header(kept.version().modified()));
        Files.write(
                fresh(note(address)),
                List.of(kept.list().issued().toString(), now.toString(), version.tag(), version.modified()));
        replace(note(address));
        return new Kept(kept.list().heard(now), version);
    }

    /** A header that could not be asked with again is as good as none. */
    private static String header(String value) {
        Predicate<String> plain = text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return value.length() <= MAXIMUM_HEADER && plain.test(value) ? value : "";
    }

    /** A name must not come to stand for bytes that a power cut can still take; nor can it take the name afterwards. */
    static void replace(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh(file), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directoryOf(file));
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the directory of cached files, whose own name must not be lost either. */
    static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            syncDirectory(directoryOf(directory));
        }
    }

    /** Where what is to replace a file is written first. */
    static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private Path list(URI address) {
        return directory.resolve(name(address) + ".crl");
    }

    private Path note(URI address) {
        return directory.resolve(name(address) + ".heard");
    }

    private static String name(URI address) {
        return Digest.sha256(address.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
