package org.sceau.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 in which a chunk is there whole or not at all after a power cut: {@code jdbc:h2:whole:…}.
 *
 * <p>H2 writes each commit as one chunk, in one call, and takes a chunk for whole whose header and footer agree; of the
 * pages between them it checks nothing. The system may have written header and footer and not the rest when the power
 * goes: the ledger would open on a torn chunk. Here the first sector, which holds the header, is written only when
 * everything behind it is on stable storage. It takes one sync more for each commit. Public for H2 only.
 */
public final class WholeChunks extends FilePathWrapper {
    private static final String SCHEME = "whole";
    private static final String DATABASE = ".mv.db";
    /** H2's own: an interrupt of any one thread that reads closes the file under all of them; this opens it again. */
    private static final String REOPENING = "retry:";

    /** What H2 is to be told before the path. */
    static String prefix() {
        FilePath.register(new WholeChunks()); // again makes no difference
        return SCHEME + ":";
    }

    /** For H2. */
    public WholeChunks() {}

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel channel = FilePath.get(REOPENING + getBase()).open(mode);
        return name.endsWith(DATABASE) ? new Database(channel) : channel;
    }

    /** A database file. What comes before the first chunk is written as it is: H2 keeps two copies of it, with checksums. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // H2's readers shall not wait for its writer's sync
    private static final class Database extends FileBase {
        private static final long FIRST_CHUNK = 8192;
        private static final int SECTOR = 512;

        private final FileChannel file;

        private Database(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int length = source.remaining();
            if (position < FIRST_CHUNK || length <= SECTOR) {
                put(source, position);
                return length;
            }
            ByteBuffer first = source.slice(source.position(), SECTOR);
            source.position(source.position() + SECTOR);
            put(ByteBuffer.allocate(SECTOR), position); // an older chunk's header must not stand before the new rest
            put(source, position + SECTOR);
            file.force(false);
            put(first, position);
            return length;
        }

        private void put(ByteBuffer source, long position) throws IOException {
            long at = position;
            while (source.hasRemaining()) {
                at += file.write(source, at);
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int length = write(source, file.position());
            file.position(file.position() + length);
            return length;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
