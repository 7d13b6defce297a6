package org.sceau.routes.deliver;

/**
 * The steps of the failure policy of deliveries.
 *
 * @param settle for an attempt that may not be made any more
 * @param record what that comes to
 * @param setAside for an attempt that broke on our side
 */
public record AttemptFailures(SettleFailure settle, RecordAttempt record, SetAsideBroken setAside) {
    /** The failure of an attempt that may not be made. */
    public Class<? extends Exception> settled() {
        return AttemptSettled.class;
    }
}
