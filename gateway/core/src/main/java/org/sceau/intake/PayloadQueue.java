package org.sceau.intake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.sceau.proof.Digest;

/** The payloads that still have to be put back, in their order. Not thread-safe. */
final class PayloadQueue {
    private final List<Reassembly.Source> payloads;
    private final OutputStream out;
    private int next;

    PayloadQueue(List<Reassembly.Source> payloads, OutputStream out) {
        this.payloads = payloads;
        this.out = out;
    }

    OutputStream out() {
        return out;
    }

    /** The digest of the next payload. */
    Digest sha256() {
        if (next == payloads.size()) {
            throw new NotReassembled("the metadata object has more than " + next + " markers");
        }
        return payloads.get(next).sha256();
    }

    /** Writes the next payload as base64, in the place of {@code marker}. */
    void value(byte[] marker) throws IOException {
        matching(marker, Names.ascii(Markers.value(sha256())));
        try (InputStream content = payloads.get(next).content().open();
                OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
            content.transferTo(base64);
        }
        next++;
    }

    /** Writes the next payload, whose first bytes are {@code opening}, as {@code replacement} and the rest. */
    void document(byte[] marker, byte[] expected, byte[] opening, byte[] replacement) throws IOException {
        matching(marker, expected);
        try (InputStream content = payloads.get(next).content().open()) {
            if (!Arrays.equals(content.readNBytes(opening.length), opening)) {
                throw new NotReassembled("payload " + next + " does not begin as its place demands");
            }
            out.write(replacement);
            content.transferTo(out);
        }
        next++;
    }

    /** To be called at the end. */
    void settle() {
        if (next < payloads.size()) {
            throw new NotReassembled("the metadata object has only " + next + " markers");
        }
    }

    private void matching(byte[] marker, byte[] expected) {
        if (!Arrays.equals(marker, expected)) {
            throw new NotReassembled("marker " + next + " is of another payload");
        }
    }

    /** The encoder must be closed to write its last characters; the request goes on after them. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
