package org.sceau.proof;

import java.util.Optional;

/**
 * A file that somebody holds and wants compared with the evidence.
 *
 * @param name what the evidence calls it ({@code payload/0}, {@code metadata}, a URI), or empty to compare it with all
 * @param label what the holder calls it, for the report
 * @param sha256 of its bytes
 * @param content its bytes, for archive time-stamps that cover them
 */
public record SuppliedDocument(String name, String label, Digest sha256, Optional<EvidenceWriter.Source> content) {

    /** One whose bytes are not at hand any more. */
    public SuppliedDocument(String name, String label, Digest sha256) {
        this(name, label, sha256, Optional.empty());
    }
}
