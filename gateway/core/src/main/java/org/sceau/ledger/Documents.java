package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.index.DocumentCriteria;
import org.sceau.index.ListCriteria;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.PartnerId;

/**
 * Searches and reads the index. Gives facts, not permissions: whoever calls decides who may see a result and records the
 * read. Thread-safe; sees what is committed.
 */
public final class Documents {

    Documents() {}

    /**
     * The documents of one patient that meet all criteria and that {@code party} sent or was addressed, newest first; at
     * most {@code most}. Refuses with {@code TOO_MANY_ENTRIES} when the patient has more documents than
     * {@link #EXAMINED_MOST}.
     */
    public List<StoredDocument> find(DocumentCriteria criteria, PartnerId party, int most) {
        return unbuilt();
    }

    /** The lists of one patient that meet all criteria and that {@code party} sent or was addressed, newest first. */
    public List<StoredList> findLists(ListCriteria criteria, PartnerId party, int most) {
        return unbuilt();
    }

    /** A document by its id. */
    public Optional<StoredDocument> get(DocumentId id) {
        return unbuilt();
    }

    /** A list by its id. */
    public Optional<StoredList> getList(UUID id) {
        return unbuilt();
    }

    /** Documents of one patient examined by one search: more would hold names of 5,000 documents in memory at once. */
    public static final int EXAMINED_MOST = 5_000;

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }
}
