package org.sceau.it.powercut;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One logged change to the watched directory.
 *
 * @param kind what was done
 * @param path relative to the watched directory; {@code .} for the directory itself
 * @param number offset of a write, new length of a truncation
 * @param data bytes written, or the new name of a rename
 * @param end offset in the log just behind this operation: whoever saw the log that long knows that this was done
 */
record Operation(Kind kind, String path, long number, Bytes data, long end) {

    enum Kind {
        CREATE,
        WRITE,
        TRUNCATE,
        SYNC,
        RENAME,
        UNLINK,
        MKDIR,
        UNSUPPORTED
    }

    /** Bytes that are not compared. */
    record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] value) {} // a log of millions; never compared

    /** Reads a log; a torn last record, as a kill leaves it, is passed over. */
    static List<Operation> read(Path log) {
        List<Operation> operations = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(log), 1 << 20))) {
            long end = 0;
            while (true) {
                int kind = in.read();
                if (kind < 0) {
                    return operations;
                }
                int pathLength = Integer.reverseBytes(in.readInt());
                long number = Long.reverseBytes(in.readLong());
                int dataLength = Math.toIntExact(Long.reverseBytes(in.readLong()));
                String path = new String(in.readNBytes(pathLength), StandardCharsets.UTF_8);
                byte[] data = in.readNBytes(dataLength);
                if (data.length < dataLength) {
                    return operations;
                }
                end += 21L + pathLength + dataLength;
                operations.add(new Operation(Kind.values()[kind - 1], path, number, new Bytes(data), end));
            }
        } catch (EOFException e) {
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
