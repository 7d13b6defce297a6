package org.sceau.hosting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.sceau.proof.Digest;
import org.sceau.transfer.TransferId;

/**
 * The embedded store: a directory per transfer with the CMS objects and a manifest.
 *
 * <p>A deposit is written aside, file by file synced, then its directory, then renamed into place and the store's directory
 * synced: after a power cut a deposit is there whole or not at all. The name of the store's directory itself is its
 * owner's to sync. Thread-safe within one process.
 */
public final class FileHostingStore implements HostingStore {
    private static final String MANIFEST = "manifest";
    private static final String HEADER = "sceau-deposit 1\n";

    private final Path root;
    private final Path incoming;
    private final ConcurrentHashMap<TransferId, ReentrantLock> underway = new ConcurrentHashMap<>();

    /** A store in {@code root}, which is made when it is missing. */
    public FileHostingStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
    }

    /** Makes the directories and removes what an earlier process left unfinished. Call once, before the first deposit. */
    public void open() throws IOException {
        Files.createDirectories(incoming);
        try (Stream<Path> left = Files.list(incoming)) {
            for (Path directory : left.toList()) {
                delete(directory);
            }
        }
    }

    @Override
    public StoreReceipt deposit(Deposit deposit) throws IOException {
        ReentrantLock lock = underway.computeIfAbsent(deposit.transfer(), any -> new ReentrantLock());
        lock.lock();
        try {
            Path place = place(deposit.transfer());
            return Files.exists(place.resolve(MANIFEST)) ? held(place, deposit) : keep(place, deposit);
        } finally {
            lock.unlock();
            underway.remove(deposit.transfer(), lock);
        }
    }

    /** The directory of a transfer's deposit, whether or not it is there. */
    public Path place(TransferId transfer) {
        return root.resolve(transfer.toString());
    }

    private StoreReceipt keep(Path place, Deposit deposit) throws IOException {
        Path aside = incoming.resolve(UUID.randomUUID().toString());
        Files.createDirectory(aside);
        try {
            String manifest = manifest(deposit, aside);
            write(aside.resolve(MANIFEST), out -> out.write(manifest.getBytes(StandardCharsets.UTF_8)));
            syncDirectory(aside);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(root);
            return new StoreReceipt(digest(manifest), false);
        } finally {
            delete(aside);
        }
    }

    private static String manifest(Deposit deposit, Path directory) throws IOException {
        var manifest = new StringBuilder(HEADER);
        for (Deposit.EncryptedObject object : deposit.objects()) {
            Digest digest = write(directory.resolve(object.name()), object.content());
            manifest.append(line(object, digest));
        }
        return manifest.toString();
    }

    private static StoreReceipt held(Path place, Deposit deposit) throws IOException {
        String manifest = Files.readString(place.resolve(MANIFEST));
        var again = new StringBuilder(HEADER);
        for (Deposit.EncryptedObject object : deposit.objects()) {
            MessageDigest digest = Digest.sha256();
            try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                object.content().writeTo(out);
            }
            again.append(line(object, Digest.of(digest.digest())));
        }
        if (!manifest.contentEquals(again)) {
            throw new DepositConflict(deposit.transfer());
        }
        return new StoreReceipt(digest(manifest), true);
    }

    private static String line(Deposit.EncryptedObject object, Digest digest) {
        return object.name() + " " + object.lengthBytes() + " " + digest.hex() + "\n";
    }

    private static Digest digest(String manifest) {
        return Digest.sha256(manifest.getBytes(StandardCharsets.UTF_8));
    }

    private static Digest write(Path file, Deposit.Content content) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            content.writeTo(out);
            channel.force(true);
        }
        return Digest.of(digest.digest());
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
