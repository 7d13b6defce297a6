package org.sceau.intake;

import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/** What is left of a request without its payloads, bounded. Not thread-safe. */
final class MetadataBuffer implements ByteOutput {
    private final ByteCollector collector = new ByteCollector(8 * 1024);
    private final int maxBytes;
    private final Objections objections;

    MetadataBuffer(int maxBytes, Objections objections) {
        this.maxBytes = maxBytes;
        this.objections = objections;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > maxBytes - collector.size()) {
            throw objections.refuse(Issue.of(FailureCode.METADATA_TOO_LARGE, Integer.toString(maxBytes)));
        }
        collector.write(bytes, offset, length);
    }

    void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    byte[] toBytes() {
        return collector.toBytes();
    }

    MetadataObject finish(Format format) {
        return new MetadataObject(collector.toBytes(), format);
    }
}
