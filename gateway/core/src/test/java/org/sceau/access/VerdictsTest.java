package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.SignerTrust;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;

class VerdictsTest {
    private static final Digest SIGNER = Digest.sha256(new byte[] {1});

    @Test
    void decisionWithoutSignaturesStaysAsItIs() {
        assertThat(Verdicts.added("permitted", List.of(), false)).isEqualTo("permitted");
    }

    @Test
    void eachVerdictIsNamedWithItsIndicationAndCertificate() {
        var trusted = verdict(3, SignerTrust.Standing.TRUSTED);
        var unknown = verdict(4, SignerTrust.Standing.UNTRUSTED);

        assertThat(Verdicts.added("permitted", List.of(trusted, unknown), false))
                .isEqualTo("permitted; author's signature in entry 3: XAdES TOTAL-PASSED, intact, signer trusted"
                        + " CPS/10/-, certificate "
                        + SIGNER.hex()
                        + ", documents intact 1, 1 not here; author's signature in entry 4: XAdES INDETERMINATE"
                        + " (NO_CERTIFICATE_CHAIN_FOUND), intact, signer untrusted CPS/10/-, certificate "
                        + SIGNER.hex()
                        + ", documents intact 1, 1 not here");
    }

    @Test
    void whereWhoActsIsWithheldTheVerdictDoesNotTellEither() {
        var trusted = verdict(3, SignerTrust.Standing.TRUSTED);

        assertThat(Verdicts.added("permitted", List.of(trusted), true))
                .isEqualTo("permitted; author's signature in entry 3: XAdES TOTAL-PASSED, intact, signer trusted,"
                        + " documents intact 1, 1 not here");
    }

    /** A document may hold as many signatures as it likes: the entry must stay one that can be written. */
    @Property
    void anEntryHasRoomForWhateverComes(
            @ForAll @IntRange(max = 500) int length, @ForAll @IntRange(min = 1, max = 40) int signatures) {
        String decision = "d".repeat(length);
        var one = verdict(9, SignerTrust.Standing.UNTRUSTED);

        String text = Verdicts.added(decision, Collections.nCopies(signatures, one), false);

        assertThat(text).startsWith(decision).hasSizeLessThanOrEqualTo(Entry.MAXIMUM_TEXT_LENGTH);
        int named = text.split("author's signature in", -1).length - 1;
        if (named < signatures && length < 450) {
            assertThat(text).endsWith("not listed: " + (signatures - named));
        }
    }

    private static AuthorVerdict verdict(int entry, SignerTrust.Standing standing) {
        return new AuthorVerdict(
                entry,
                AuthorVerdict.Form.XADES,
                standing.indication(),
                AuthorVerdict.Integrity.INTACT,
                new AuthorVerdict.Signer(standing, Optional.of(SIGNER), Optional.of("CPS/10/-")),
                Optional.empty(),
                new AuthorVerdict.Documents(Set.of(1), Set.of(), 1));
    }
}
