package org.sceau.routes.deliver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.GatewayException;

/**
 * What a writer writes, to be read while it writes, on a thread of its own. When the writer fails, the reader fails too: a
 * body that broke off must not look whole. One reader.
 */
final class WrittenStream extends FilterInputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private volatile @Nullable IOException failure;

    private WrittenStream(PipedInputStream pipe) {
        super(pipe);
    }

    /** Starts writing. */
    static WrittenStream of(Writer writer) throws IOException {
        var pipe = new PipedInputStream(BUFFER_BYTES);
        var out = new PipedOutputStream(pipe);
        var stream = new WrittenStream(pipe);
        Thread.ofVirtual().name("compose").start(() -> stream.run(writer, out));
        return stream;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return checked(super.read(into, offset, length));
    }

    private int checked(int read) throws IOException {
        IOException broken = failure;
        if (read < 0 && broken != null) {
            throw broken;
        }
        return read;
    }

    private void run(Writer writer, PipedOutputStream out) {
        try (out) {
            write(writer, out);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Sets the failure before the pipe is closed, or the reader could see the end first. */
    private void write(Writer writer, OutputStream out) {
        try {
            writer.write(out);
        } catch (IOException e) {
            failure = e;
        } catch (GatewayException e) {
            failure = new IOException(e.code().code());
        }
    }

    /** Writes the whole content. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
