package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

class TimedBodyTest {
    private static final HttpLimits LIMITS =
            new HttpLimits(1024, Duration.ofSeconds(30), Duration.ofSeconds(10), 100, 4, 1024);

    private final AtomicLong now = new AtomicLong();

    @Test
    void aBodyThatKeepsTheRateIsReadWhole() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[2_000]));

        now.set(Duration.ofSeconds(15).toNanos());

        assertThat(body.readAllBytes()).hasSize(2_000);
    }

    @Test
    void aBodyMaySendSlowlyWithinTheGrace() throws IOException {
        var body = body(new ByteArrayInputStream(new byte[1]));

        now.set(Duration.ofSeconds(10).toNanos());

        assertThat(body.readAllBytes()).hasSize(1);
    }

    @Test
    void aBodySlowerThanTheRateIsRefused() {
        var body = body(new ByteArrayInputStream(new byte[1]));

        now.set(Duration.ofSeconds(11).toNanos());

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(FailureCode.TOO_SLOW));
    }

    @Test
    void aSilentConnectionIsRefusedAsTooSlow() {
        var body = body(failing(new IOException(new TimeoutException("idle"))));

        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(FailureCode.TOO_SLOW));
    }

    @Test
    void aConnectionThatBreaksIsToldApartFromAStoreThatDoes() {
        var body = body(failing(new IOException("reset")));

        assertThatThrownBy(body::read).isInstanceOf(BrokenBody.class);
    }

    private TimedBody body(InputStream in) {
        return new TimedBody(in, LIMITS, now::get);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }
}
