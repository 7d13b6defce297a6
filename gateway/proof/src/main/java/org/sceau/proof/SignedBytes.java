package org.sceau.proof;

import java.util.Optional;

/** Where the bytes of signed documents can be read again: an archive time-stamp covers them anew. */
@FunctionalInterface
public interface SignedBytes {
    /** None is at hand. */
    SignedBytes NONE = _ -> Optional.empty();

    /** The document with this SHA-256, if it is at hand. */
    Optional<EvidenceWriter.Source> of(Digest sha256);
}
