package org.sceau.app.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/**
 * A request's body that refuses to be slow: a silence longer than the connection's idle time, or an average rate under
 * the limit once the grace is over, ends in {@code Refused(TOO_SLOW)}; a connection that breaks, in
 * {@link BrokenBody}. Not thread-safe.
 */
public final class TimedBody extends FilterInputStream {
    private final HttpLimits limits;
    private final LongSupplier nanoTime;
    private final long started;
    private long received;

    /** Times {@code body} by a clock of nanoseconds, from now on. */
    public TimedBody(InputStream body, HttpLimits limits, LongSupplier nanoTime) {
        super(body);
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(into, offset, length);
        } catch (IOException e) {
            throw asSlowness(e);
        }
        received += Math.max(0, count);
        if (count >= 0) {
            checkRate();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    private void checkRate() {
        long elapsed = nanoTime.getAsLong() - started;
        if (elapsed <= limits.bodyGrace().toNanos()) {
            return;
        }
        double seconds = elapsed / (double) TimeUnit.SECONDS.toNanos(1);
        if (received < limits.bodyBytesPerSecond() * seconds) {
            throw tooSlow();
        }
    }

    private IOException asSlowness(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                throw tooSlow();
            }
        }
        return new BrokenBody();
    }

    private Refused tooSlow() {
        return new Refused(FailureCode.TOO_SLOW, Long.toString(limits.bodyBytesPerSecond()));
    }
}
