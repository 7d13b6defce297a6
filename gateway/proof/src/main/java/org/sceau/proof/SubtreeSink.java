package org.sceau.proof;

/** Receives the hash of each subtree that an append completes, so that a {@link HashReader} can answer later. */
@FunctionalInterface
public interface SubtreeSink {

    /** Subtree {@code index} of {@code level} is complete and will never change; level 0 is the leaf itself. */
    void completed(int level, long index, Digest hash);
}
