package org.sceau.proof;

/** Size and root of a tree: what a checkpoint states. */
public record TreeHead(long size, Digest root) {
    /** Checks the size. */
    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
    }
}
