package org.sceau.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Splits for tests of packages that only carry them. */
public final class SplitFixture {

    private SplitFixture() {}

    /** A request without payloads. */
    public static Split empty() {
        var metadata = new MetadataObject("{}".getBytes(StandardCharsets.UTF_8), Format.JSON);
        return new Split(Interaction.PROVIDE_DOCUMENT_BUNDLE, metadata, List.of(), () -> {});
    }
}
