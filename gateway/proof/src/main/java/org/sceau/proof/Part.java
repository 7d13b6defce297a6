package org.sceau.proof;

import java.util.Locale;

/** The part of an evidence file that a finding is about. The code is stable: it stands in machine-readable verdicts. */
public enum Part {
    /** The file as a whole: its form, its size. */
    FILE,
    /** The entry of the journal. */
    ENTRY,
    /** The salts and values that open the entry's digests. */
    OPENING,
    /** The path from the entry to the root of the tree. */
    INCLUSION,
    /** The signed note that states size and root of the tree. */
    CHECKPOINT,
    /** The organisation's seal over the checkpoint. */
    SEAL,
    /** The organisation's second seal over the checkpoint, with ML-DSA. */
    SECOND_SEAL,
    /** The time-stamp over the checkpoint or a signature, with its certificates. */
    STAMP,
    /** A later time-stamp that covers the first, and the path to it. */
    RENEWAL,
    /** A signature file that stands alone. */
    SIGNATURE,
    /** The certificate of the seal or signature, and its chain. */
    CERTIFICATE,
    /** A document supplied for comparison, or in the file. */
    DOCUMENT,
    /** The container: a ZIP file in the one form that it has. */
    CONTAINER,
    /** The manifest of the container's members. */
    MANIFEST,
    /** The statement of what an evidence file is about. */
    STATEMENT,
    /** A revocation list in the file. */
    REVOCATION;

    /** The stable code: the name in lower case with dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
