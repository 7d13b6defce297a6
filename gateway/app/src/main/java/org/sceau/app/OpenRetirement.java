package org.sceau.app;

import java.time.InstantSource;
import org.sceau.access.Decide;
import org.sceau.app.operate.CryptoApi;
import org.sceau.retirement.RewrapReaders;

/** Puts together what finds, and makes anew, what rests on a suite or certificate that has ended. */
final class OpenRetirement {
    private OpenRetirement() {}

    static CryptoApi of(Parts parts, Decide decide, InstantSource clock) {
        var readers = new RewrapReaders(
                parts.ledger(),
                parts.recorder(),
                parts.table(),
                decide,
                parts.dispatcher()::send,
                parts.random(),
                clock);
        return new CryptoApi(parts.ledger(), parts.recorder(), readers);
    }
}
