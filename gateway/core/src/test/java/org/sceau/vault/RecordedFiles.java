package org.sceau.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real files, with every operation written down in order and, on demand, the disk full or a sync failing. */
final class RecordedFiles implements DurableFiles {
    private final DurableFiles real = new SystemFiles();
    private final List<String> operations = new ArrayList<>();
    private boolean failNextSync;
    private boolean failNextWrite;

    synchronized List<String> takeOperations() {
        List<String> taken = List.copyOf(operations);
        operations.clear();
        return taken;
    }

    void failNextSync() {
        failNextSync = true;
    }

    void failNextWrite() {
        failNextWrite = true;
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        real.makeDirectory(directory);
    }

    @Override
    public Output create(Path file) throws IOException {
        note("create " + kind(file));
        return new RecordedOutput(real.create(file), kind(file));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        note("sync directory");
        real.syncDirectory(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        note("delete " + kind(file));
        real.delete(file);
    }

    private synchronized void note(String operation) {
        operations.add(operation);
    }

    private static String kind(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private final class RecordedOutput implements Output {
        private final Output output;
        private final String kind;

        private RecordedOutput(Output output, String kind) {
            this.output = output;
            this.kind = kind;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failNextWrite) {
                failNextWrite = false;
                output.write(bytes, offset, length / 2);
                throw new IOException("disk full");
            }
            note("write " + kind);
            output.write(bytes, offset, length);
        }

        @Override
        public void sync() throws IOException {
            if (failNextSync) {
                failNextSync = false;
                throw new IOException("sync failed");
            }
            note("sync " + kind);
            output.sync();
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
