package org.sceau.routes.host;

import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.ledger.Ending;
import org.sceau.routes.deliver.Attempt;
import org.sceau.routes.deliver.Outcome;
import org.sceau.routes.deliver.Verdict;

/** What was accepted lies in vault and index: once the decision is taken again, the recipient may pull it. */
public final class MakeAvailable {
    /** ContentConsignment: available to the reader. */
    @Handler
    public Outcome makeAvailable(@Body Attempt attempt) {
        return Outcome.of(attempt, new Verdict.Settled(Ending.CONTENT_CONSIGNMENT, Optional.empty(), Optional.empty()));
    }
}
