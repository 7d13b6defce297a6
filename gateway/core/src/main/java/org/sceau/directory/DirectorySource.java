package org.sceau.directory;

import java.io.IOException;
import java.time.Instant;

/** Where a part of the directory comes from. Asked by one thread at a time, never by who needs an answer. */
public interface DirectorySource {

    /** What operators call it. */
    String name();

    /** Where it is: what was kept of another place does not stand for it. */
    String origin();

    /**
     * Asks it. Throws IOException when it does not answer, {@link DirectoryUnusable} when what it answers cannot be relied on.
     *
     * @param now the time
     */
    Answer look(Instant now) throws IOException;

    /** Told when what it said last is in force and kept; what is not is asked for again. */
    default void taken() {}

    /** What it says. */
    sealed interface Answer {
        /**
         * Everything it knows.
         *
         * @param asOf when that was so; counts until the stated age is over
         */
        record Whole(Entries entries, Instant asOf) implements Answer {}

        /** Nothing new since it answered last, and no word either that all is still so. */
        record Unchanged() implements Answer {}
    }
}
