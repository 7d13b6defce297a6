package org.sceau.proof;

import java.util.Locale;

/** What is wrong with a journal. The code is stable; texts are in the verifier's message files. */
public enum JournalFault {
    /** The entry is not the one that the sealed tree has at this place. */
    ENTRY_ALTERED,
    /** The entry that the sealed tree has at this place is not in the file. */
    ENTRY_MISSING,
    /** The entry that the sealed tree has at this place stands at another. */
    ENTRY_REORDERED,
    /** An entry stands here that the sealed tree does not have. */
    ENTRY_ADDED,
    /** A further place, after the first, that does not hold what the sealed tree has there. */
    ENTRY_DIFFERS,
    /** Somewhere among these entries something was altered, taken out or put in: they do not lead to the sealed root. */
    ENTRIES_UNLIKE_SEAL,
    /** The tree has these bytes, but they are no entry. */
    ENTRY_MALFORMED,
    /** The entry names another log. */
    ENTRY_OF_OTHER_LOG,
    /** The entry does not name the transfer's previous entry, or names another. */
    PREVIOUS_MISMATCH,
    /** The leaf hashes beside these entries were altered or taken out; the entries themselves are those sealed. */
    LEAVES_ALTERED,
    /** Signature or seal of the checkpoint does not hold. */
    SEAL_INVALID,
    /** The checkpoint's time-stamp does not hold. */
    STAMP_INVALID,
    /** The checkpoint is of another log. */
    CHECKPOINT_OF_OTHER_LOG,
    /** No seal covers these entries. */
    NOT_SEALED,
    /** A line that does not have its form. */
    LINE_MALFORMED,
    /** The file does not end as it must: it was cut, or lines were taken out or put in. */
    CUT_SHORT,
    /** A given checkpoint states another root at its size: two histories were shown. */
    GIVEN_CONTRADICTS,
    /** A given checkpoint is over more entries than there are: the end of the journal is missing. */
    GIVEN_IS_AHEAD,
    /** A given checkpoint is of another log. */
    GIVEN_OF_OTHER_LOG,
    /** A given checkpoint is not signed by the key that it names. */
    GIVEN_NOT_SIGNED,
    /** A given checkpoint is signed by a key that no seal of this journal certifies. */
    GIVEN_KEY_UNKNOWN,
    /** A given checkpoint could not be compared: the tree is not known at its size. */
    GIVEN_NOT_COMPARED,
    /** What was given as a checkpoint is none: it may be one that was altered. */
    GIVEN_MALFORMED;

    /** The stable code: the name in lower case with dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
