package org.sceau.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is open, closed in the reverse order; one that does not close keeps no other from closing. Not thread-safe. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Opened> opened = new ArrayDeque<>();

    /** Remembers what is to be closed. */
    void later(String name, AutoCloseable part) {
        opened.push(new Opened(name, part));
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            Opened next = opened.pop();
            try {
                next.part().close();
            } catch (Exception e) {
                LOG.warn(
                        "event=not-closed part={} kind={}",
                        next.name(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private record Opened(String name, AutoCloseable part) {}
}
