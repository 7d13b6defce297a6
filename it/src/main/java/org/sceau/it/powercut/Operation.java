package org.sceau.it.powercut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One logged change to the watched directory.
 *
 * @param kind what was done
 * @param thread who did it
 * @param path relative to the watched directory; {@code .} for the directory itself
 * @param number offset of a write, new length of a truncation, 1 for a sync of the data alone
 * @param data bytes written, or the new name of a rename; they stay in the log, which is mapped
 * @param end offset in the log just behind this operation: whoever saw the log that long knows that this was done
 */
record Operation(Kind kind, int thread, String path, long number, MemorySegment data, long end) {
    private static final int HEAD_BYTES = 25;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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

    /** Length of {@link #data}. */
    int length() {
        return Math.toIntExact(data.byteSize());
    }

    /** {@link #data} as a name. */
    String newName() {
        return new String(data.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Reads a log; a torn last record, as a kill leaves it, is passed over. */
    static List<Operation> read(Path log) {
        List<Operation> operations = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            Map<String, String> paths = new HashMap<>();
            long at = 0;
            while (at + HEAD_BYTES <= all.byteSize()) {
                int pathLength = all.get(INT, at + 5);
                long data = at + HEAD_BYTES + pathLength;
                long end = data + all.get(LONG, at + 17);
                if (end > all.byteSize()) {
                    break;
                }
                byte[] path = all.asSlice(at + HEAD_BYTES, pathLength).toArray(ValueLayout.JAVA_BYTE);
                operations.add(new Operation(
                        Kind.values()[all.get(ValueLayout.JAVA_BYTE, at) - 1],
                        all.get(INT, at + 1),
                        paths.computeIfAbsent(new String(path, StandardCharsets.UTF_8), same -> same),
                        all.get(LONG, at + 9),
                        all.asSlice(data, end - data),
                        end));
                at = end;
            }
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
