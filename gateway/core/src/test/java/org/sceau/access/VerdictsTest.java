package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sceau.document.SignatureFinding;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;

class VerdictsTest {
    private static final Digest SIGNER = Digest.sha256(new byte[] {1});

    @Test
    void decisionWithoutSignaturesStaysAsItIs() {
        assertThat(Verdicts.added("permitted", List.of())).isEqualTo("permitted");
    }

    @Test
    void eachVerdictIsNamedWithItsIndicationAndCertificate() {
        var trusted = new SignatureFinding(3, SignatureFinding.INTACT_TRUSTED, Optional.of(SIGNER));
        var unread = new SignatureFinding(4, SignatureFinding.UNDETERMINED, Optional.empty());

        assertThat(Verdicts.added("permitted", List.of(trusted, unread)))
                .isEqualTo("permitted; author's signature in entry 3: intact-trusted (TOTAL-PASSED), certificate "
                        + SIGNER.hex()
                        + "; author's signature in entry 4: undetermined (INDETERMINATE)");
    }

    /** A document may hold as many signatures as it likes: the entry must stay one that can be written. */
    @Property
    void anEntryHasRoomForWhateverComes(
            @ForAll @IntRange(max = 500) int length, @ForAll @IntRange(min = 1, max = 40) int signatures) {
        String decision = "d".repeat(length);
        var one = new SignatureFinding(9, SignatureFinding.INTACT_UNTRUSTED, Optional.of(SIGNER));

        String text = Verdicts.added(decision, Collections.nCopies(signatures, one));

        assertThat(text).startsWith(decision).hasSizeLessThanOrEqualTo(Entry.MAXIMUM_TEXT_LENGTH);
        int named = text.split("author's signature in", -1).length - 1;
        if (named < signatures && length < 450) {
            assertThat(text).endsWith("not listed: " + (signatures - named));
        }
    }
}
