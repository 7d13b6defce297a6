package org.sceau.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends small payloads to the current segment. A segment is never opened for writing again once closed: after a start or
 * a failed write the next one is begun, because what a failed sync left on disk is unknown.
 */
final class Segments implements AutoCloseable {
    private final VaultSettings settings;
    private final DurableFiles files;
    private final SecureRandom random;
    private @Nullable Segment current;

    Segments(VaultSettings settings, DurableFiles files, SecureRandom random) {
        this.settings = settings;
        this.files = files;
        this.random = random;
    }

    /** Returns when every payload and the segment's name are durable. */
    synchronized Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
        Map<UUID, PayloadLocation> locations = new TreeMap<>();
        if (payloads.isEmpty()) {
            return locations;
        }
        Segment segment = current == null ? begin() : current;
        current = null;
        try {
            for (StoredPayload payload : payloads) {
                locations.put(payload.id(), segment.add(payload));
            }
            segment.output.sync();
            if (!segment.named) {
                files.syncDirectory(settings.directory());
                segment.named = true;
            }
        } catch (IOException e) {
            abandon(segment, e);
            throw e;
        }
        keepOrEnd(segment);
        return locations;
    }

    @Override
    public synchronized void close() throws IOException {
        if (current != null) {
            current.output.close();
            current = null;
        }
    }

    private Segment begin() throws IOException {
        String name = VaultFile.ofSegment(VaultFile.randomUuid(random.nextLong(), random.nextLong()));
        return new Segment(name, files.create(settings.directory().resolve(name)));
    }

    private void keepOrEnd(Segment segment) throws IOException {
        if (segment.length < settings.segmentBytes()) {
            current = segment;
        } else {
            segment.output.close();
        }
    }

    private static void abandon(Segment segment, IOException cause) {
        try {
            segment.output.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static final class Segment {
        private final String name;
        private final DurableFiles.Output output;
        private long length;
        private boolean named;

        private Segment(String name, DurableFiles.Output output) {
            this.name = name;
            this.output = output;
        }

        private PayloadLocation add(StoredPayload payload) throws IOException {
            byte[] bytes = payload.inMemory().orElseThrow().bytes();
            PayloadLocation location = new PayloadLocation(name, length, bytes.length);
            output.write(bytes, 0, bytes.length);
            length += bytes.length;
            return location;
        }
    }
}
