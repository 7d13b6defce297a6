package org.sceau.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.vault.PayloadSink;

/**
 * Takes a FHIR document's bytes as they pass: to the vault all of them, into memory the whole while it is small, and in any
 * case the pieces that make up the extract. Not thread-safe.
 */
final class DocumentCopy implements ByteOutput {
    private final PayloadSink sink;
    private final int maxBytes;
    private final Objections objections;
    private final String expression;
    private final List<byte[]> members = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private @Nullable ByteCollector whole = new ByteCollector(8 * 1024);
    private @Nullable ByteCollector piece;
    private int pieceBytes;

    /** Puts an extract together. */
    @FunctionalInterface
    interface Composer {

        /** The extract of these pieces, each list in the document's order. */
        byte[] compose(List<byte[]> members, List<byte[]> entries);
    }

    DocumentCopy(PayloadSink sink, int maxBytes, Objections objections, String expression) {
        this.sink = sink;
        this.maxBytes = maxBytes;
        this.objections = objections;
        this.expression = expression;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteCollector small = whole;
        if (small != null && length <= maxBytes - small.size()) {
            small.write(bytes, offset, length);
        } else {
            spill();
            sink.write(bytes, offset, length);
        }
        ByteCollector open = piece;
        if (open != null) {
            if (length > maxBytes - pieceBytes - open.size()) {
                tooLarge();
            } else {
                open.write(bytes, offset, length);
            }
        }
    }

    /** Begins a piece with the next byte. */
    void begin() {
        piece = new ByteCollector(512);
    }

    /** Forgets the piece. */
    void drop() {
        piece = null;
    }

    /** Keeps the piece as a member of the extract: its first bytes are {@code opening}. */
    void keepMember(byte[] opening) {
        keep(members, opening);
    }

    /** Keeps the piece as an entry of the extract. */
    void keepEntry() {
        keep(entries, new byte[0]);
    }

    /** Hands the last bytes to the vault. */
    void finish() throws IOException {
        ByteCollector small = whole;
        if (small != null) {
            sink.write(small.array(), 0, small.size());
        }
    }

    /** The whole if it is small, else the extract. */
    DocumentView view(Composer composer) {
        ByteCollector small = whole;
        if (small != null) {
            return new DocumentView(small.toBytes(), true);
        }
        if (pieceBytes > maxBytes) {
            throw objections.refuse(Issue.at(FailureCode.METADATA_TOO_LARGE, expression, Integer.toString(maxBytes)));
        }
        return new DocumentView(composer.compose(members, entries), false);
    }

    private void spill() throws IOException {
        ByteCollector small = whole;
        if (small != null) {
            sink.write(small.array(), 0, small.size());
            whole = null;
        }
    }

    /** Pieces of a document that is itself within the limit never get here. */
    private void tooLarge() {
        pieceBytes = Integer.MAX_VALUE;
        piece = null;
        members.clear();
        entries.clear();
    }

    private void keep(List<byte[]> pieces, byte[] opening) {
        ByteCollector open = piece;
        piece = null;
        if (open != null && pieceBytes <= maxBytes) {
            ByteCollector kept = new ByteCollector(opening.length + open.size());
            kept.write(opening);
            kept.write(open.array(), 0, open.size());
            pieces.add(kept.toBytes());
            pieceBytes += kept.size();
        }
    }
}
