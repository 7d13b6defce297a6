package org.sceau.vault;

import java.io.IOException;
import java.nio.file.Path;

/** The file operations whose order durability depends on; a test records and cuts them. Thread-safe. */
interface DurableFiles {

    /** Makes the directory and its parents; durable when this returns. */
    void makeDirectory(Path directory) throws IOException;

    /** A new file, readable by its owner only; fails when it exists. Its name is not durable before its directory is synced. */
    Output create(Path file) throws IOException;

    /** Makes the names in the directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /** Removes a file if it exists. */
    void delete(Path file) throws IOException;

    /** A file being appended to. Not thread-safe. */
    interface Output extends AutoCloseable {

        /** Appends all the bytes. */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /** Makes everything written durable. */
        void sync() throws IOException;

        /** Closes without syncing; idempotent. */
        @Override
        void close() throws IOException;
    }
}
