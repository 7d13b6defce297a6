package org.sceau.encryption;

import java.util.List;

/** What an object says about itself without being opened. */
public sealed interface CmsInspection {

    /**
     * An AuthEnvelopedData, well formed to its last byte.
     *
     * @param readers everyone who holds a key to it, as it names them
     * @param contentBytes length of the ciphertext
     */
    record Envelope(List<RecipientId> readers, long contentBytes) implements CmsInspection {

        /** Copies its list. */
        public Envelope {
            readers = List.copyOf(readers);
        }
    }

    /** Not an envelope that is accepted. */
    record Refused(CmsFault fault) implements CmsInspection {}
}
