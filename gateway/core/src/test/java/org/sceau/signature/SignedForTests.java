package org.sceau.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sceau.access.Accepted;

/** Makes signed submissions without a seal, for tests of what comes after the signature. */
public final class SignedForTests {
    private SignedForTests() {}

    /** As if it were sealed. */
    public static Signed of(Accepted accepted) {
        return new Signed(accepted, "{}".getBytes(StandardCharsets.US_ASCII), List.of());
    }
}
