package org.sceau.proof;

/** How the hash of an inner node of a tree follows from those below it. */
@FunctionalInterface
public interface NodeHash {

    /** The hash over both. */
    Digest node(Digest left, Digest right);
}
