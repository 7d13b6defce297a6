package org.sceau.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.vault.ContentKey;

/** A wrapped key tells in which suite it is wrapped. */
class RecipientInfoTest {
    private static final PartnerId HOSPITAL = new PartnerId("hopital");

    @Test
    void tellsItsSuite() {
        assertThat(wrapped(ReaderCertificates.classical("hopital")).suite()).contains(Suite.READER_P256);
        assertThat(wrapped(ReaderCertificates.hybrid("hopital")).suite()).contains(Suite.READER_HYBRID);
    }

    @Test
    void whatIsCutOrLongerTellsNone() {
        byte[] whole = wrapped(ReaderCertificates.classical("hopital")).der();

        for (int length = 0; length < whole.length; length++) {
            assertThat(new RecipientInfo(Arrays.copyOf(whole, length)).suite())
                    .as("%d bytes", length)
                    .isEmpty();
        }
        assertThat(new RecipientInfo(Arrays.copyOf(whole, whole.length + 1)).suite())
                .isEmpty();
    }

    @Property
    void anyBytesAreReadWithoutAFault(@ForAll byte[] any) {
        var info = new RecipientInfo(any);
        assertThat(info.suite().isEmpty() || Suite.READERS.contains(info.suite().get()))
                .isTrue();
    }

    private static RecipientInfo wrapped(X509Certificate certificate) {
        return new KeyWrapping(new SecureRandom())
                .wrap(ReaderCertificate.of(HOSPITAL, certificate).orElseThrow(), new ContentKey(new byte[32]))
                .recipientInfo();
    }
}
