package org.sceau.encryption;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** A small element read whole: contents if primitive, children if constructed. */
final class BerNode {
    private static final int CONSTRUCTED = 0x20;

    private final int tag;
    private final byte[] content;
    private final List<BerNode> children;

    BerNode(int tag, byte[] content, List<BerNode> children) {
        this.tag = tag;
        this.content = content;
        this.children = List.copyOf(children);
    }

    static boolean isConstructed(int tag) {
        return (tag & CONSTRUCTED) != 0;
    }

    int tag() {
        return tag;
    }

    /** The contents of a primitive of that tag. */
    byte[] content(int expected) {
        MalformedCms.require(tag == expected && !isConstructed(tag));
        return content;
    }

    /** The children of a constructed element of that tag. */
    List<BerNode> children(int expected) {
        MalformedCms.require(tag == expected && isConstructed(tag));
        return children;
    }

    /** The only child of a constructed element of that tag. */
    BerNode only(int expected) {
        MalformedCms.require(children(expected).size() == 1);
        return children.getFirst();
    }

    /** True for an object identifier of that value. */
    boolean isOid(byte[] encoded) {
        return Arrays.equals(der(), encoded);
    }

    /** With definite lengths in the fewest bytes. */
    byte[] der() {
        return isConstructed(tag) ? Der.element(tag, childrenDer()) : Der.element(tag, content);
    }

    /** The children's encodings, one after the other. */
    byte[] childrenDer() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        children.forEach(child -> out.writeBytes(child.der()));
        return out.toByteArray();
    }
}
