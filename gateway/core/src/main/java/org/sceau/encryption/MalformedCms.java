package org.sceau.encryption;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** Ends the reading of an envelope; caught in this package and told as a {@link CmsFault}. */
final class MalformedCms extends GatewayException {
    private final CmsFault fault;

    MalformedCms(CmsFault fault) {
        super(FailureCode.ENVELOPE_INVALID, "envelope refused: " + fault, null);
        this.fault = fault;
    }

    CmsFault fault() {
        return fault;
    }

    /** Refuses unless the structure is as it must be. */
    static void require(boolean kept) {
        if (!kept) {
            throw new MalformedCms(CmsFault.MALFORMED);
        }
    }

    /** Refuses what is well formed but not accepted. */
    static void requireSupported(boolean supported) {
        if (!supported) {
            throw new MalformedCms(CmsFault.UNSUPPORTED);
        }
    }
}
