package org.sceau.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;

/** Splits test requests and tells what came out. */
final class Requests {
    static final Interaction TRANSACTION = Interaction.PROVIDE_DOCUMENT_BUNDLE;

    private Requests() {}

    /** What came of a request: a split, or the issues of its refusal. */
    record Outcome(Optional<Split> split, List<Issue> issues, RememberingSinks sinks) {

        String metadata() {
            return new String(split.orElseThrow().metadata().content(), StandardCharsets.UTF_8);
        }

        String payload(int index) {
            return new String(sinks.clear(split.orElseThrow().payloads().get(index)), StandardCharsets.UTF_8);
        }

        Extracted extracted(int index) {
            return split.orElseThrow().payloads().get(index);
        }

        List<FailureCode> codes() {
            return issues.stream().map(Issue::code).toList();
        }
    }

    static Outcome json(String body, Interaction interaction) {
        return split(body.getBytes(StandardCharsets.UTF_8), Format.JSON, interaction, IntakeLimits.defaults());
    }

    static Outcome xml(String body, Interaction interaction) {
        return split(body.getBytes(StandardCharsets.UTF_8), Format.XML, interaction, IntakeLimits.defaults());
    }

    static Outcome split(byte[] body, Format format, Interaction interaction, IntakeLimits limits) {
        return split(new ByteArrayInputStream(body), format, interaction, limits, new RememberingSinks());
    }

    static Outcome split(
            InputStream body, Format format, Interaction interaction, IntakeLimits limits, RememberingSinks sinks) {
        try {
            Split split = new Splitter(limits).split(body, format, interaction, sinks);
            return new Outcome(Optional.of(split), List.of(), sinks);
        } catch (Refused e) {
            return new Outcome(Optional.empty(), e.issues(), sinks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives at most {@code bytes} at a time. */
    static InputStream dripping(byte[] body, int bytes) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, bytes));
            }
        };
    }
}
