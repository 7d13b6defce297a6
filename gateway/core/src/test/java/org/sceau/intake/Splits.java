package org.sceau.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Splits requests for tests of other packages, into a vault that forgets. */
public final class Splits {
    private Splits() {}

    /** What the door makes of a request; throws Refused where it refuses. */
    public static Split of(byte[] body, Format format, Interaction interaction) {
        try {
            return new Splitter(IntakeLimits.defaults())
                    .split(new ByteArrayInputStream(body), format, interaction, new RememberingSinks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON transaction. */
    public static Split transaction(byte[] body) {
        return of(body, Format.JSON, Interaction.PROVIDE_DOCUMENT_BUNDLE);
    }
}
