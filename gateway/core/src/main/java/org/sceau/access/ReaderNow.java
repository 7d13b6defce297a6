package org.sceau.access;

import org.sceau.failure.FailureCode;
import org.sceau.routing.Partner;

/** Whom a delivery that waits is to be encrypted for, by what is in force now. */
public sealed interface ReaderNow {

    /** For the certificate that it is encrypted for. */
    record Same() implements ReaderNow {}

    /**
     * For another one, and everything else about the delivery is allowed.
     *
     * @param recipient with that certificate
     */
    record Other(Partner recipient) implements ReaderNow {}

    /** For another one, and there is none, or the delivery is not allowed. */
    record None(FailureCode code) implements ReaderNow {}
}
