package org.sceau.directory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.proof.Digest;
import org.sceau.proof.NoteSigner;

/**
 * What sources said last, in a directory: of each one file, signed, replaced in one step. A file that was altered, is of
 * another source or claims to be of a time to come is refused; an older one that was put back is as old as it says.
 *
 * <p>It is signed with the key that signs the journal's checkpoints, under a first line that no checkpoint has, so that there is
 * no further key to keep. Ed25519 is deterministic (RFC 8032 section 5.1.6), and who reads has the key: the signature is checked by
 * signing again. Not thread-safe.
 */
final class Snapshots {
    private static final String FORM = "sceau directory snapshot 1";
    private static final String SUFFIX = ".snapshot";
    /** Most bytes of the part that is signed. */
    private static final int MOST_HEAD_BYTES = 4096;

    /** Form, origin, time, left out, digest, length. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile(Pattern.quote(FORM)),
            Pattern.compile("[0-9a-f]{64}"),
            Pattern.compile("[0-9TZ:.-]{20,30}"),
            Pattern.compile("[0-9]{1,9}"),
            Pattern.compile("[0-9a-f]{64}"),
            Pattern.compile("[0-9]{1,12}"));

    private static final int HEAD_LINES = SHAPES.size();

    private final Path directory;
    private final NoteSigner key;

    Snapshots(Path directory, NoteSigner key) {
        this.directory = directory;
        this.key = key;
    }

    /** Keeps what a source said; on stable storage when this returns. */
    void keep(String origin, Held held) throws IOException {
        Files.createDirectories(directory);
        Path body = directory.resolve(name(origin) + ".body");
        MessageDigest digest = Digest.sha256();
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(body)), digest)) {
            SnapshotLines.write(held.entries(), out);
        }
        String head = String.join(
                "\n",
                FORM,
                name(origin),
                held.asOf().toString(),
                Integer.toString(held.entries().leftOut()),
                HexFormat.of().formatHex(digest.digest()),
                Long.toString(Files.size(body)));
        Path next = directory.resolve(name(origin) + ".next");
        write(next, head, body);
        Files.move(next, file(origin), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(body);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private void write(Path next, String head, Path body) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write((head + "\n" + signature(head) + "\n").getBytes(StandardCharsets.UTF_8));
            Files.copy(body, out);
            channel.force(true);
        }
    }

    /** What was kept of a source; empty when nothing was. Throws {@link DirectoryUnusable} when it cannot be relied on. */
    Optional<Held> kept(String origin, Instant now, Entries.Builder into) {
        if (!Files.exists(file(origin))) {
            return Optional.empty();
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file(origin)))) {
            List<String> head = head(in);
            Instant asOf = Instant.parse(head.get(2));
            if (!head.get(1).equals(name(origin)) || asOf.isAfter(now)) {
                throw new DirectoryUnusable("a snapshot of another source or of a time to come");
            }
            return Optional.of(new Held(body(in, head, Files.size(file(origin)), into), asOf));
        } catch (DirectoryUnusable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // unchecked: the platform's decoders answer some malformed input so, and a gateway must start
            throw new DirectoryUnusable("a snapshot that cannot be read");
        }
    }

    /** Nothing of it is given out before its digest was seen, and a longer file is not read. */
    private static Entries body(InputStream in, List<String> head, long size, Entries.Builder into) throws IOException {
        long headBytes = head.stream().mapToLong(line -> line.length() + 1L).sum();
        if (size != headBytes + Long.parseLong(head.get(5))) {
            throw new DirectoryUnusable("a snapshot that was cut or added to");
        }
        MessageDigest digest = Digest.sha256();
        Entries entries = SnapshotLines.read(new DigestInputStream(in, digest), into, Integer.parseInt(head.get(3)));
        if (!MessageDigest.isEqual(digest.digest(), HexFormat.of().parseHex(head.get(4)))) {
            throw new DirectoryUnusable("a snapshot that was altered");
        }
        return entries;
    }

    /** The signed lines; nothing of what follows them is looked at before. */
    private List<String> head(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int lines = 0; lines <= HEAD_LINES; ) {
            int next = in.read();
            if (next < 0 || text.length() > MOST_HEAD_BYTES) {
                throw new DirectoryUnusable("a snapshot without its head");
            }
            text.append((char) next);
            lines += next == '\n' ? 1 : 0;
        }
        List<String> lines = text.toString().lines().toList();
        // nothing is signed for comparison that is not of this form: the key signs checkpoints too
        for (int i = 0; i < HEAD_LINES; i++) {
            if (lines.size() != HEAD_LINES + 1
                    || !SHAPES.get(i).matcher(lines.get(i)).matches()) {
                throw new DirectoryUnusable("a snapshot with another head");
            }
        }
        String head = String.join("\n", lines.subList(0, HEAD_LINES));
        byte[] own = signature(head).getBytes(StandardCharsets.UTF_8);
        byte[] given = lines.get(HEAD_LINES).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(own, given)) {
            throw new DirectoryUnusable("a snapshot that this gateway did not sign");
        }
        return lines;
    }

    private String signature(String head) {
        return Base64.getEncoder().encodeToString(key.sign(head.getBytes(StandardCharsets.UTF_8)));
    }

    /** Deletes what was kept of other places than these. */
    void forgetOthers(List<String> origins) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<Path> kept = origins.stream().map(this::file).collect(Collectors.toUnmodifiableSet());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(SUFFIX) && !kept.contains(one))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private Path file(String origin) {
        return directory.resolve(name(origin) + SUFFIX);
    }

    private static String name(String origin) {
        return Digest.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
