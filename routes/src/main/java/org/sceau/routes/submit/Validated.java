package org.sceau.routes.submit;

import java.time.Instant;
import org.sceau.document.Submission;
import org.sceau.identity.Caller;
import org.sceau.transfer.TransferId;

/**
 * A request that keeps the rules of its profile.
 *
 * @param transfer its id
 * @param caller who sent it
 * @param submission what was sent
 * @param at when it was received
 */
public record Validated(TransferId transfer, Caller caller, Submission submission, Instant at) {}
