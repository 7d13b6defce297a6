package org.sceau.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sceau.trust.TrustFiles;
import org.sceau.trust.TrustUnusable;

/**
 * A file that somebody else puts there. It is as old as its date says, and is read again when date or size change. Not
 * thread-safe.
 */
public final class FileSource implements DirectorySource {
    private final Path file;
    private final Reading reading;
    private @Nullable FileTime modified;
    private long size;

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

    /** Certificates in PEM, each of the holder that its own subject names. At most 1 MiB, some 700 certificates. */
    public static FileSource certificates(Path file) {
        return new FileSource(file, path -> {
            try {
                var entries = new Entries.Builder(Integer.MAX_VALUE);
                for (X509Certificate certificate : TrustFiles.certificates(path)) {
                    entries.add(certificate);
                }
                return entries.build();
            } catch (TrustUnusable e) {
                throw new DirectoryUnusable("no file of certificates");
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

    /** A date of a time to come was made by a clock that was wrong: the file counts from when it was read. */
    @Override
    public Answer look(Instant now) throws IOException {
        FileTime date = Files.getLastModifiedTime(file);
        long length = Files.size(file);
        if (date.equals(modified) && length == size) {
            return new Answer.Unchanged();
        }
        Entries entries = reading.read(file);
        if (!Files.getLastModifiedTime(file).equals(date) || Files.size(file) != length) {
            throw new IOException("written while it was read");
        }
        modified = date;
        size = length;
        Instant dated = date.toInstant();
        return new Answer.Whole(entries, dated.isAfter(now) ? now : dated);
    }

    @FunctionalInterface
    private interface Reading {
        Entries read(Path file) throws IOException;
    }
}
