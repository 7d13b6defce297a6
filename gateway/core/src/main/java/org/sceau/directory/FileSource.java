package org.sceau.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sceau.trust.TrustFiles;
import org.sceau.trust.TrustUnusable;

/**
 * A file that somebody else puts there. It is as old as its date says, and is read again when date or size change. Not
 * thread-safe.
 */
public final class FileSource implements DirectorySource {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Path file;
    private final Reading reading;
    private Optional<Version> read = Optional.empty();
    private Optional<Version> kept = Optional.empty();

    private FileSource(Path file, Reading reading) {
        this.file = file;
        this.reading = reading;
    }

    /**
     * An extraction of the national directory, or a file of its shape.
     *
     * @param departments of which lines are kept; all where empty
     * @param most entries that are kept
     */
    public static FileSource extraction(Path file, Set<String> departments, int most) {
        var reader = new ExtractionReader(departments, most);
        return new FileSource(file, path -> {
            try (InputStream in = Files.newInputStream(path)) {
                return reader.read(in);
            }
        });
    }

    /**
     * Certificates in PEM, each of the holder that its own subject names. At most 1 MiB, some 700 certificates.
     *
     * @param empty makes what they are read into
     */
    public static FileSource certificates(Path file, Supplier<Entries.Builder> empty) {
        return new FileSource(file, path -> {
            try {
                Entries.Builder entries = empty.get();
                for (X509Certificate certificate : TrustFiles.certificates(path)) {
                    entries.add(certificate);
                }
                return entries.build();
            } catch (TrustUnusable e) {
                throw new DirectoryUnusable("no file of certificates");
            }
        });
    }

    /** An extraction of cards of the national directory, or a file of its shape; oppositions alone are kept of it. */
    public static FileSource cards(Path file) {
        return new FileSource(file, path -> {
            try (InputStream in = Files.newInputStream(path)) {
                return CardsReader.read(in);
            }
        });
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public String origin() {
        return "file:" + file;
    }

    /** A date a little ahead is a clock's difference, and the file counts from when it was read; later ones are refused. */
    @Override
    public Answer look(Instant now) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // opening a pipe waits for who writes into it
            throw new DirectoryUnusable("no regular file");
        }
        FileTime date = Files.getLastModifiedTime(file);
        long length = Files.size(file);
        if (kept.equals(Optional.of(new Version(date, length)))) {
            return new Answer.Unchanged();
        }
        Instant dated = date.toInstant();
        if (dated.isAfter(now.plus(CLOCK_DIFFERENCE))) {
            throw new DirectoryUnusable("a file of a time to come");
        }
        Entries entries = reading.read(file);
        if (!Files.getLastModifiedTime(file).equals(date) || Files.size(file) != length) {
            throw new IOException("written while it was read");
        }
        read = Optional.of(new Version(date, length));
        return new Answer.Whole(entries, dated.isAfter(now) ? now : dated);
    }

    @Override
    public void taken() {
        kept = read;
    }

    private record Version(FileTime modified, long size) {}

    @FunctionalInterface
    private interface Reading {
        Entries read(Path file) throws IOException;
    }
}
