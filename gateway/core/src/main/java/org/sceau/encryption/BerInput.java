package org.sceau.encryption;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads BER (X.690) from a stream with definite and indefinite lengths, in bounded memory. An element never reaches beyond
 * the one it stands in. Throws {@link MalformedCms} for anything out of form. Not thread-safe.
 */
final class BerInput {
    static final long INDEFINITE = -1;
    private static final int MULTIPLE_BYTES = 0x1F;
    private static final int LENGTH_BYTES = 8;

    private final InputStream in;
    private final CmsLimits limits;
    private final Deque<Long> ends = new ArrayDeque<>();
    private long position;
    private int budget;
    private int ahead = -1;

    BerInput(InputStream in, CmsLimits limits) {
        this.in = new BufferedInputStream(in);
        this.limits = limits;
        this.budget = limits.headBytes();
    }

    /** Tag and length of the next element. */
    Element next() throws IOException {
        int tag = take();
        MalformedCms.require((tag & MULTIPLE_BYTES) != MULTIPLE_BYTES && tag != 0);
        Element element = new Element(tag, length());
        MalformedCms.require(element.length() != INDEFINITE || BerNode.isConstructed(tag));
        return element;
    }

    /** The next element, which must have that tag. */
    Element next(int tag) throws IOException {
        Element element = next();
        MalformedCms.require(element.tag() == tag);
        return element;
    }

    /** Goes into a constructed element. */
    void enter(Element element) {
        MalformedCms.require(BerNode.isConstructed(element.tag()));
        if (ends.size() >= limits.depth()) {
            throw new MalformedCms(CmsFault.TOO_LARGE);
        }
        ends.push(end(element));
    }

    void enter(int tag) throws IOException {
        enter(next(tag));
    }

    /** True while the element that was entered has more. */
    boolean more() throws IOException {
        long end = ends.element();
        return end == INDEFINITE ? peek() != 0 : position < end;
    }

    /** Goes out of the element, which must have been read to its end. */
    void leave() throws IOException {
        long end = ends.pop();
        if (end == INDEFINITE) {
            int first = take();
            int second = take();
            MalformedCms.require(first == 0 && second == 0);
        } else {
            MalformedCms.require(position == end);
        }
    }

    /** The stream must end here. */
    void requireEnd() throws IOException {
        MalformedCms.require(ends.isEmpty() && ahead < 0 && in.read() < 0);
    }

    /** The element, whole. */
    BerNode node(Element element) throws IOException {
        if (!BerNode.isConstructed(element.tag())) {
            return new BerNode(element.tag(), primitive(element), List.of());
        }
        List<BerNode> children = new ArrayList<>();
        enter(element);
        while (more()) {
            children.add(node(next()));
        }
        leave();
        return new BerNode(element.tag(), new byte[0], children);
    }

    /** The contents of a small primitive. */
    private byte[] primitive(Element element) throws IOException {
        end(element);
        spend(element.length());
        byte[] content = in.readNBytes((int) element.length());
        MalformedCms.require(content.length == element.length());
        position += content.length;
        return content;
    }

    /** Hands the contents of a primitive of any size on, piece by piece. */
    void stream(Element element, byte[] buffer, Pieces pieces) throws IOException {
        MalformedCms.require(!BerNode.isConstructed(element.tag()) && ahead < 0);
        long end = end(element);
        while (position < end) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - position));
            MalformedCms.require(read > 0);
            position += read;
            pieces.take(buffer, read);
        }
        budget = limits.headBytes();
    }

    private long end(Element element) {
        long bound = bound();
        if (element.length() == INDEFINITE) {
            return INDEFINITE;
        }
        MalformedCms.require(element.length() <= bound - position);
        return position + element.length();
    }

    /** The nearest end that stands fast. */
    private long bound() {
        for (long end : ends) {
            if (end != INDEFINITE) {
                return end;
            }
        }
        return Long.MAX_VALUE;
    }

    private long length() throws IOException {
        int first = take();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7F;
        if (octets == 0) {
            return INDEFINITE;
        }
        MalformedCms.require(octets <= LENGTH_BYTES);
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | take();
        }
        MalformedCms.require(length >= 0);
        return length;
    }

    private int peek() throws IOException {
        if (ahead < 0) {
            ahead = take();
            position--;
        }
        return ahead;
    }

    private int take() throws IOException {
        int taken = ahead;
        if (taken >= 0) {
            ahead = -1;
        } else {
            spend(1);
            taken = in.read();
        }
        MalformedCms.require(taken >= 0 && position < bound());
        position++;
        return taken;
    }

    private void spend(long bytes) {
        if (bytes > budget) {
            throw new MalformedCms(CmsFault.TOO_LARGE);
        }
        budget -= (int) bytes;
    }

    /** Tag and length; {@link #INDEFINITE} when an end-of-contents stands behind. */
    record Element(int tag, long length) {}

    /** Takes pieces of a content. */
    @FunctionalInterface
    interface Pieces {

        /** The first {@code length} bytes of {@code buffer}, which is used again. */
        void take(byte[] buffer, int length) throws IOException;
    }
}
