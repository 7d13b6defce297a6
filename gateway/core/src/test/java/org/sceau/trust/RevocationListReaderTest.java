package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationListReaderTest {
    private static final int MANY = 500_000;

    private final GeneratedList authority;

    RevocationListReaderTest() throws Exception {
        authority = new GeneratedList();
    }

    @Test
    void numbersOfEveryLengthAndSignAreFoundAndTheirNeighboursAreNot() throws Exception {
        List<BigInteger> serials = Stream.of("0", "1", "7f", "80", "ff", "100", "-1", "-80", "-81", "f".repeat(39))
                .map(text -> new BigInteger(text, 16))
                .toList();
        X509v2CRLBuilder builder = authority.builder(1);
        for (int i = 0; i < serials.size(); i++) {
            builder.addCRLEntry(serials.get(i), Date.from(GeneratedList.ISSUED.minusSeconds(i)), i % 2 + 1);
        }

        RevocationList list = authority.read(authority.signed(builder));

        assertThat(list.entries()).isEqualTo(serials.size());
        for (int i = 0; i < serials.size(); i++) {
            assertThat(list.entry(list.issuer(), serials.get(i)))
                    .contains(new SerialIndex.Entry(GeneratedList.ISSUED.minusSeconds(i), i % 2 + 1));
        }
        for (String absent : List.of("2", "101", "-2", "-ff", "f".repeat(40), "7fff", "ffff")) {
            assertThat(list.entry(list.issuer(), new BigInteger(absent, 16))).isEmpty();
        }
    }

    @Test
    void sameEntriesAsThePlatformReads() throws Exception {
        byte[] der = authority.of(2_000);

        RevocationList ours = authority.read(der);
        X509CRL theirs = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));

        for (int i = 0; i < 4_000; i++) {
            BigInteger serial = GeneratedList.serial(i);
            assertThat(ours.entry(ours.issuer(), serial).isPresent())
                    .isEqualTo(theirs.getRevokedCertificate(serial) != null);
        }
    }

    @Test
    void halfAMillionEntriesKeepSomeTwentyBytesEachAndAreReadInOnePass() throws Exception {
        byte[] der = authority.of(MANY);
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        RevocationList first = authority.read(der);
        long before = used();

        RevocationList list = authority.read(der);
        long kept = used() - before;
        long asked = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            assertThat(list.entry(list.issuer(), GeneratedList.serial(i * 499))).isPresent();
            assertThat(list.entry(list.issuer(), GeneratedList.serial(MANY + i)))
                    .isEmpty();
        }
        long lookups = memory.getCurrentThreadAllocatedBytes() - asked;

        assertThat(list.entries()).isEqualTo(MANY).isEqualTo(first.entries());
        assertThat(kept).isLessThan(24L * MANY);
        assertThat(kept).isLessThan(der.length);
        assertThat(lookups / 2_000).isLessThan(4_096);
    }

    @Test
    void textIsReadAsItsBytesAre() throws Exception {
        byte[] der = authority.of(3_000);
        String text = "-----BEGIN X509 CRL-----\r\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\r\n-----END X509 CRL-----\r\n";

        RevocationList list =
                authority.read(ListText.der(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));

        assertThat(list.entry(list.issuer(), GeneratedList.serial(2_999))).isPresent();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("no list at all", _ -> new byte[0]),
                bad("something else", _ -> "<html>moved</html>".getBytes(StandardCharsets.US_ASCII)),
                bad("an empty sequence", _ -> new byte[] {0x30, 0}),
                bad("an indefinite length", _ -> new byte[] {0x30, (byte) 0x80, 0, 0}),
                bad("a length of five octets", _ -> new byte[] {0x30, (byte) 0x85, 1, 0, 0, 0, 0}),
                bad("a length of gigabytes", _ -> new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}),
                bad("half a list", authority -> {
                    byte[] whole = authority.of(10);
                    return Arrays.copyOf(whole, whole.length / 2);
                }),
                bad("no next update", authority -> {
                    var builder = new X509v2CRLBuilder(
                            new X500Name("C=FR,O=Fictif,CN=AC FICTIVE"), Date.from(GeneratedList.ISSUED));
                    return authority.signed(builder);
                }),
                bad("another authority's signature", _ -> new GeneratedList().of(10)),
                bad("a signature with SHA-1", authority -> authority.signed(authority.builder(1), "SHA1withECDSA")),
                bad(
                        "an unknown critical extension",
                        authority -> authority.signed(authority
                                .builder(1)
                                .addExtension(Extension.policyConstraints, true, new DEROctetString(new byte[1])))),
                bad("an entry with an unknown critical extension", authority -> {
                    var extension = new Extension(Extension.policyConstraints, true, new byte[] {5, 0});
                    return authority.signed(authority
                            .builder(1)
                            .addCRLEntry(BigInteger.ONE, Date.from(GeneratedList.ISSUED), new Extensions(extension)));
                }),
                bad("a truth value without a value", authority -> {
                    byte[] der = authority.signed(authority
                            .builder(1)
                            .addCRLEntry(
                                    BigInteger.ONE,
                                    Date.from(GeneratedList.ISSUED),
                                    new Extensions(
                                            new Extension(Extension.reasonCode, true, new byte[] {0x0a, 1, 1}))));
                    return withoutTruth(der);
                }),
                bad(
                        "an unknown reason",
                        authority -> authority.signed(
                                authority.builder(1).addCRLEntry(BigInteger.ONE, Date.from(GeneratedList.ISSUED), 7))),
                bad(
                        "a serial number of 21 bytes",
                        authority -> authority.signed(authority
                                .builder(1)
                                .addCRLEntry(BigInteger.ONE.shiftLeft(160), Date.from(GeneratedList.ISSUED), 1))),
                bad(
                        "entries of others in a list that does not say so",
                        authority -> authority.signed(ofAnother(authority.builder(1)))),
                bad(
                        "attribute certificates",
                        authority -> authority.signed(authority
                                .builder(1)
                                .addExtension(
                                        Extension.issuingDistributionPoint,
                                        true,
                                        new IssuingDistributionPoint(null, false, false, null, false, true)))),
                bad(
                        "a negative number",
                        authority -> authority.signed(authority
                                .builder(1)
                                .addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(-3)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void badListIsRefusedByName(String what, Making making) throws Exception {
        byte[] der = making.of(authority);

        assertThatThrownBy(() -> authority.read(der))
                .as(what)
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("generated.crl is no revocation list that can be relied on: ")
                .hasNoCause();
    }

    @Test
    void endlessListIsGivenUpAtTheFirstByteTooMany() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(new byte[] {0x30, (byte) 0x84, 0x04, 0, 0, 1}), new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("read on");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return read();
                    }
                });

        assertThatThrownBy(() -> authority.read(endless)).isInstanceOf(TrustUnusable.class);
    }

    @Test
    void indirectListSpeaksOfTheAuthoritiesItNames() throws Exception {
        X509v2CRLBuilder builder = ofAnother(authority.builder(1))
                .addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, null, true, false));

        RevocationList list = authority.read(authority.signed(builder));

        assertThat(list.entry(list.issuer(), BigInteger.TWO)).isEmpty();
        assertThat(list.entry(PointNames.principal(new X500Name("CN=AUTRE AC")), BigInteger.TWO))
                .isPresent();
    }

    @Test
    void alteredListIsRefusedOrSaysTheSame() throws Exception {
        var critical = new Extensions(new Extension(Extension.reasonCode, true, new byte[] {0x0a, 1, 1}));
        X509v2CRLBuilder builder = authority.builder(1);
        for (int i = 0; i < 40; i++) {
            builder.addCRLEntry(GeneratedList.serial(i), Date.from(GeneratedList.ISSUED), critical);
        }
        byte[] whole = authority.signed(builder);
        var random = new Random(20261127);

        for (int attempt = 0; attempt < 5_000; attempt++) {
            byte[] altered = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(8) == 0 ? Arrays.copyOf(altered, random.nextInt(altered.length)) : altered;
            if (Arrays.equals(cut, whole)) {
                continue;
            }
            assertThatThrownBy(() -> authority.read(cut)).isInstanceOf(TrustUnusable.class);
        }
    }

    private static X509v2CRLBuilder ofAnother(X509v2CRLBuilder builder) throws Exception {
        var other = new GeneralNames(new GeneralName(new X500Name("CN=AUTRE AC")));
        var extension = new Extension(Extension.certificateIssuer, true, other.getEncoded());
        return builder.addCRLEntry(BigInteger.TWO, Date.from(GeneratedList.ISSUED), new Extensions(extension));
    }

    /** The same with TRUE's length 0. */
    private static byte[] withoutTruth(byte[] der) {
        byte[] altered = der.clone();
        for (int i = 0; i + 3 < altered.length; i++) {
            if (altered[i] == 1 && altered[i + 1] == 1 && altered[i + 2] == -1 && altered[i + 3] == 4) {
                altered[i + 1] = 0;
            }
        }
        return altered;
    }

    private static Arguments bad(String what, Making making) {
        return Arguments.of(what, making);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        // the collector leaves some dead objects where they are, but for every fourth time
        // (MarkSweepAlwaysCompactCount)
        for (int i = 0; i < 4; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    @FunctionalInterface
    interface Making {
        byte[] of(GeneratedList authority) throws Exception;
    }
}
