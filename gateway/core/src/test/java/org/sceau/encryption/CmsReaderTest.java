package org.sceau.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.Digest;

class CmsReaderTest {
    private static final TestReader HOSPITAL = TestReader.p256("hospital");
    private static final TestReader CLINIC = TestReader.x25519("clinic");
    private static final byte[] CLEAR = "fictional report".getBytes(UTF_8);

    private final CmsReader reader = new CmsReader(CmsLimits.DEFAULT);

    @ParameterizedTest
    @EnumSource(RecipientId.Form.class)
    void everyReaderOpensTheSameObject(RecipientId.Form form) throws IOException {
        byte[] cms = Sealed.cms(CLEAR, form, HOSPITAL, CLINIC);

        for (TestReader one : new TestReader[] {HOSPITAL, CLINIC}) {
            ByteArrayOutputStream clear = new ByteArrayOutputStream();
            CmsOpening opening = reader.open(new ByteArrayInputStream(cms), one.certificate(), one.key(), clear);

            assertThat(opening).isEqualTo(new CmsOpening.Opened(CLEAR.length, Digest.sha256(CLEAR)));
            assertThat(clear.toByteArray()).isEqualTo(CLEAR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 8191, 8192, 65_536, 300_000})
    void everySizeIsOpened(int size) throws IOException {
        byte[] clear = new byte[size];
        new Random(size).nextBytes(clear);

        CmsOpening opening = open(Sealed.cms(clear, HOSPITAL), HOSPITAL);

        assertThat(opening).isEqualTo(new CmsOpening.Opened(size, Digest.sha256(clear)));
    }

    @Test
    void whoIsNotAddressedGetsNothing() throws IOException {
        byte[] cms = Sealed.cms(CLEAR, HOSPITAL);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();

        CmsOpening opening = reader.open(new ByteArrayInputStream(cms), CLINIC.certificate(), CLINIC.key(), clear);

        assertThat(opening).isEqualTo(new CmsOpening.NotAddressed());
        assertThat(clear.size()).isZero();
    }

    @Test
    void anotherPrivateKeyThanTheCertificatesIsRefused() throws IOException {
        byte[] cms = Sealed.cms(CLEAR, HOSPITAL, CLINIC);
        TestReader thief = TestReader.p256("thief");

        assertThat(open(cms, new TestReader("hospital", thief.key(), HOSPITAL.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.ALTERED));
        assertThat(open(cms, new TestReader("clinic", thief.key(), CLINIC.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.ALTERED));
        assertThat(open(cms, new TestReader("hospital", TestReader.p384("other").key(), HOSPITAL.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.UNSUPPORTED));
    }

    @Test
    void everyFlippedBitIsRefusedForP256() throws IOException {
        assertEveryFlippedBitIsRefused(HOSPITAL, RecipientId.Form.ISSUER_AND_SERIAL);
        assertEveryFlippedBitIsRefused(HOSPITAL, RecipientId.Form.SUBJECT_KEY);
    }

    @Test
    void everyFlippedBitIsRefusedForX25519() throws IOException {
        assertEveryFlippedBitIsRefused(CLINIC, RecipientId.Form.ISSUER_AND_SERIAL);
    }

    private void assertEveryFlippedBitIsRefused(TestReader one, RecipientId.Form form) throws IOException {
        byte[] cms = Sealed.cms(CLEAR, form, one);
        assertThat(open(cms, one)).isInstanceOf(CmsOpening.Opened.class);
        for (int bit = 0; bit < cms.length * 8; bit++) {
            byte[] altered = cms.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(open(altered, one)).as("bit " + bit).isNotInstanceOf(CmsOpening.Opened.class);
        }
    }

    @Test
    void everyTruncationAndEveryAppendedByteIsRefused() throws IOException {
        byte[] cms = Sealed.cms(CLEAR, HOSPITAL);
        for (int length = 0; length < cms.length; length++) {
            assertThat(open(Arrays.copyOf(cms, length), HOSPITAL)).isInstanceOf(CmsOpening.Refused.class);
        }

        assertThat(open(Arrays.copyOf(cms, cms.length + 1), HOSPITAL))
                .isEqualTo(new CmsOpening.Refused(CmsFault.MALFORMED));
    }

    /** Every form that is not the one accepted, told by its fault. */
    @ParameterizedTest
    @CsvSource({
        "'', MALFORMED",
        "00, MALFORMED",
        "3000, MALFORMED",
        "3080, MALFORMED",
        "30800000, MALFORMED",
        "1f8101, MALFORMED",
        "308900000000000000000000, MALFORMED",
        "3088ffffffffffffffff, MALFORMED",
        "30887fffffffffffff000600, UNSUPPORTED",
        "30887fffffffffffff0006847fffffff, TOO_LARGE",
        "300b06092a864886f70d010703, UNSUPPORTED",
        "300b06092a864886f70d010702, UNSUPPORTED",
        "300d060b2a864886f70d0109100117, MALFORMED",
        "300f060b2a864886f70d0109100117a000, MALFORMED",
        "3016060b2a864886f70d0109100117a0073005020101a000, MALFORMED",
        "3016060b2a864886f70d0109100117a00730050201003100, MALFORMED",
    })
    void malformedObjectIsRefused(String hex, CmsFault fault) throws IOException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThat(open(bytes, HOSPITAL)).isEqualTo(new CmsOpening.Refused(fault));
        assertThat(new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(bytes)))
                .isEqualTo(new CmsInspection.Refused(fault));
    }

    @Test
    void tooDeepTooManyAndTooLongHeadsAreRefused() throws IOException {
        byte[] cms = Sealed.cms(CLEAR, HOSPITAL, CLINIC);
        CmsOpening tooLarge = new CmsOpening.Refused(CmsFault.TOO_LARGE);

        for (CmsLimits limits : new CmsLimits[] {
            new CmsLimits(1024 * 1024, 1, 24), new CmsLimits(1024 * 1024, 256, 4), new CmsLimits(300, 256, 24)
        }) {
            assertThat(new CmsReader(limits)
                            .open(
                                    new ByteArrayInputStream(cms),
                                    HOSPITAL.certificate(),
                                    HOSPITAL.key(),
                                    new ByteArrayOutputStream()))
                    .isEqualTo(tooLarge);
        }
    }

    /** An endless nesting of indefinite lengths: stopped by depth, not by the stack. */
    @Test
    void endlessNestingIsRefused() throws IOException {
        byte[] nested = new byte[200_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        byte[] head = java.util.HexFormat.of().parseHex("3080060b2a864886f70d0109100117a08030800201003180");
        byte[] cms = Arrays.copyOf(head, head.length + nested.length);
        System.arraycopy(nested, 0, cms, head.length, nested.length);

        assertThat(open(cms, HOSPITAL)).isEqualTo(new CmsOpening.Refused(CmsFault.TOO_LARGE));
    }

    @Property(tries = 500)
    void garbageIsNeverOpenedAndNeverThrows(@ForAll @Size(max = 400) byte[] garbage) throws IOException {
        assertThat(open(garbage, HOSPITAL)).isInstanceOf(CmsOpening.Refused.class);
        assertThat(new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(garbage)))
                .isInstanceOf(CmsInspection.Refused.class);
    }

    @Property(tries = 1000)
    void splicedObjectIsNeverOpenedAndNeverThrows(
            @ForAll @Size(min = 1, max = 40) byte[] splice, @ForAll long place, @ForAll boolean insert)
            throws IOException {
        byte[] altered = Sealed.spliced(Spliced.BASE, splice, place, insert);

        if (!Arrays.equals(altered, Spliced.BASE)) {
            assertThat(open(altered, HOSPITAL)).isNotInstanceOf(CmsOpening.Opened.class);
        }
        new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(altered));
    }

    private static final class Spliced {
        private static final byte[] BASE = Sealed.cms(CLEAR, HOSPITAL);
    }

    private CmsOpening open(byte[] cms, TestReader one) throws IOException {
        return reader.open(new ByteArrayInputStream(cms), one.certificate(), one.key(), new ByteArrayOutputStream());
    }
}
