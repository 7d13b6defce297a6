package org.sceau.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.proof.StampVerdict;
import org.sceau.proof.TimeStampToken;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;

class TimeStampClientTest {
    private static final TimeStampAuthority FIRST = StampWorld.authority("first.invalid");
    private static final TimeStampAuthority SECOND = StampWorld.authority("second.invalid");
    private static final DevelopmentTsa TSA = StampWorld.tsa();

    @Test
    void aTokenIsTakenInTheFormThatAReceiptCarries() {
        StampOutcome.Stamped stamped = (StampOutcome.Stamped) ask((_, query) -> TSA.answer(query), FIRST);

        assertThat(stamped.authority()).isEqualTo(FIRST.address());
        assertThat(stamped.token().info().at()).isEqualTo(StampWorld.NOW);
        assertThat(stamped.token().info().policy()).isEqualTo(DevelopmentTsa.POLICY);
        assertThat(stamped.token().info().accuracy()).contains(Duration.ofSeconds(1));
        assertThat(TimeStampToken.decode(stamped.token().der())
                        .verify(StampWorld.DIGEST, StampWorld.anchors(StampWorld.PKI)))
                .isInstanceOf(StampVerdict.Valid.class);
    }

    @Test
    void theNextAuthorityIsAskedWhenOneFails() {
        List<String> asked = new ArrayList<>();
        TsaExchange exchange = (address, query) -> {
            asked.add(address.getHost());
            if (address.getHost().equals("first.invalid")) {
                throw new IOException("down");
            }
            return TSA.answer(query);
        };

        assertThat(ask(exchange, FIRST, SECOND))
                .isInstanceOfSatisfying(
                        StampOutcome.Stamped.class,
                        stamped -> assertThat(stamped.authority()).isEqualTo(SECOND.address()));
        assertThat(asked).containsExactly("first.invalid", "second.invalid");
        assertThat(ask(exchange, FIRST))
                .isEqualTo(new StampOutcome.NotStamped(FailureCode.TIME_STAMP_UNREACHABLE, "IOException"));
    }

    static Stream<Arguments> bad() throws IOException {
        DevelopmentPki stranger = DevelopmentPki.create(StampWorld.CLOCK, StampWorld.RANDOM);
        DevelopmentTsa foreign = new DevelopmentTsa(
                StampWorld.credential(stranger, DevelopmentUse.TSA), StampWorld.CLOCK, StampWorld.RANDOM);
        byte[] old = TSA.answer(new StampRequest(StampWorld.DIGEST, Optional.empty(), StampWorld.RANDOM).query());
        TsaExchange otherImprint = (_, _) ->
                TSA.answer(new StampRequest(Digest.sha256(new byte[1]), Optional.empty(), StampWorld.RANDOM).query());
        return Stream.of(
                Arguments.of("SC-6003 status 2", reply(status(2))),
                Arguments.of("SC-6003 status 5", reply(status(5))),
                Arguments.of("SC-6004 stamp/value-invalid reply", reply(status(0))),
                Arguments.of("SC-6004 stamp/value-invalid reply", reply(new byte[0])),
                Arguments.of("SC-6004 stamp/value-invalid reply", reply(new byte[TsaExchange.MAX_REPLY])),
                Arguments.of("SC-6004 stamp/value-invalid reply", reply(nested())),
                Arguments.of("SC-6004 stamp/value-invalid reply", reply("<html>".getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "SC-6004 stamp/value-invalid reply",
                        changed(TSA, bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
                Arguments.of(
                        "SC-6004 stamp/value-invalid reply",
                        changed(TSA, bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
                Arguments.of("SC-6004 nonce", reply(old)),
                Arguments.of("SC-6004 stamp/imprint-mismatch messageImprint", otherImprint),
                Arguments.of("SC-6004 stamp/chain-untrusted certificates", changed(foreign, UnaryOperator.identity())),
                Arguments.of("SC-6004 genTime", at(StampWorld.TOLERANCE.plusMillis(1))),
                Arguments.of(
                        "SC-6004 genTime", at(StampWorld.TOLERANCE.plusMillis(1).negated())),
                Arguments.of("SC-6004 stamp/chain-expired certificates", at(Duration.ofDays(400))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadAnswerIsRefusedAndNamed(String expected, TsaExchange exchange) {
        assertThat(text(ask(exchange, FIRST))).isEqualTo(expected);
    }

    @Test
    void aPolicyThatIsConfiguredMustBeTheOne() throws IOException {
        TimeStampAuthority right = StampWorld.authority("a.invalid", Optional.of(DevelopmentTsa.POLICY));
        TimeStampAuthority other = StampWorld.authority("a.invalid", Optional.of("2.999.1"));
        StampRequest request = new StampRequest(StampWorld.DIGEST, Optional.empty(), StampWorld.RANDOM);

        assertThat(text(ask((_, query) -> TSA.answer(query), right))).isEqualTo("stamped");
        assertThat(text(ask((_, query) -> TSA.answer(query), other))).isEqualTo("SC-6003 status 2");
        assertThat(text(StampReply.judge(
                        TSA.answer(request.query()), request, other, StampWorld.NOW, StampWorld.TOLERANCE)))
                .isEqualTo("SC-6004 policy");
    }

    /** What is taken is taken because no byte that a signature covers was touched, and its form is made anew. */
    @Test
    void everyFlippedByteOfAnAnswerIsRefusedUnlessTheTokenIsUntouched() throws IOException, TSPException {
        StampRequest request = new StampRequest(StampWorld.DIGEST, Optional.empty(), StampWorld.RANDOM);
        byte[] reply = TSA.answer(request.query());
        StampOutcome.Stamped good = (StampOutcome.Stamped) judge(reply, request);
        int token =
                reply.length - new TimeStampResponse(reply).getTimeStampToken().getEncoded().length;
        List<Integer> taken = new ArrayList<>();
        for (int at = 0; at < reply.length; at++) {
            for (int mask : new int[] {0x01, 0x80}) {
                byte[] altered = reply.clone();
                altered[at] ^= (byte) mask;

                StampOutcome outcome = judge(altered, request);

                if (outcome instanceof StampOutcome.Stamped stamped) {
                    assertThat(stamped.token())
                            .as("byte %d flipped by %x", at, mask)
                            .isEqualTo(good.token());
                    taken.add(at);
                }
            }
        }
        assertThat(taken)
                .as("status 1 for 0, the words beside it, and in BER any TRUE: DER makes 0xff of it again")
                .allMatch(at -> at < token || reply[at] == -1);
    }

    /** No certificate but one for time-stamps alone makes tokens, and the development authority does not try. */
    @Test
    void anotherCertificateMakesNoTimeStamps() {
        DevelopmentTsa seal = new DevelopmentTsa(
                StampWorld.credential(StampWorld.PKI, DevelopmentUse.SIGN), StampWorld.CLOCK, StampWorld.RANDOM);
        byte[] query = new StampRequest(StampWorld.DIGEST, Optional.empty(), StampWorld.RANDOM).query();

        assertThatThrownBy(() -> seal.answer(query)).hasMessageContaining("makes no time-stamps");
        assertThatThrownBy(() -> TSA.answer(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    }

    @Test
    void opensslVerifiesTheToken(@TempDir Path directory) throws Exception {
        Openssl.assume(directory);
        StampOutcome.Stamped stamped = (StampOutcome.Stamped) ask((_, query) -> TSA.answer(query), FIRST);
        Files.write(directory.resolve("token.der"), stamped.token().der());
        Files.write(directory.resolve("note"), StampWorld.NOTE);
        Files.write(directory.resolve("other"), new byte[1]);
        Files.writeString(directory.resolve("anchors.pem"), pem(StampWorld.PKI.root()));

        assertThat(openssl(directory, "note")).isZero();
        assertThat(openssl(directory, "other")).isNotZero();
    }

    private static int openssl(Path directory, String file) throws Exception {
        return Openssl.acceptsToken(directory, file, "anchors.pem", StampWorld.NOW);
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static TsaExchange reply(byte[] bytes) {
        return (_, _) -> bytes;
    }

    private static TsaExchange changed(DevelopmentTsa tsa, UnaryOperator<byte[]> change) {
        return (_, query) -> change.apply(tsa.answer(query));
    }

    private static TsaExchange at(Duration offset) {
        return (_, query) ->
                StampWorld.tsa(InstantSource.fixed(StampWorld.NOW.plus(offset))).answer(query);
    }

    private static byte[] status(int status) throws IOException {
        return new DERSequence(new DERSequence(new ASN1Integer(status))).getEncoded();
    }

    private static byte[] nested() throws IOException {
        ASN1Primitive inner = new DERSequence();
        for (int i = 0; i < 5_000; i++) {
            inner = new DERSequence(inner);
        }
        return inner.getEncoded();
    }

    private static StampOutcome judge(byte[] reply, StampRequest request) {
        return StampReply.judge(reply, request, FIRST, StampWorld.NOW, StampWorld.TOLERANCE);
    }

    private static StampOutcome ask(TsaExchange exchange, TimeStampAuthority... authorities) {
        return new TimeStampClient(
                        List.of(authorities), exchange, StampWorld.CLOCK, StampWorld.RANDOM, StampWorld.TOLERANCE)
                .stamp(StampWorld.DIGEST);
    }

    private static String text(StampOutcome outcome) {
        return switch (outcome) {
            case StampOutcome.Stamped _ -> "stamped";
            case StampOutcome.NotStamped(FailureCode code, String detail) -> code.code() + " " + detail;
        };
    }
}
