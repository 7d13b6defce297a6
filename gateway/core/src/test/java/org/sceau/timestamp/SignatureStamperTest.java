package org.sceau.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRingFile;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.EtsiU;
import org.sceau.proof.Jades;
import org.sceau.proof.JadesFile;
import org.sceau.proof.Limit;
import org.sceau.proof.SignedObject;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.ValidationValues;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.PartnerId;

/** DSS and openssl share no code with the gateway: the level and the time-stamp that they find are there. */
class SignatureStamperTest {
    private static final byte[] REPORT = "%PDF-1.4 a report".getBytes(StandardCharsets.UTF_8);
    private static final String URI = "urn:oid:1.2.250.1.999.1.1";

    @TempDir
    Path directory;

    private final Signatures signatures = new Signatures();
    private final AtomicInteger down = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(StampWorld.NOW);
    private byte[] jades = {};

    @BeforeEach
    void sign() throws IOException {
        KeyRing ring = KeyRingFile.create(
                directory.resolve("k.p12"),
                directory.resolve("k.passphrase"),
                StampWorld.PKI
                        .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
                        .sign(),
                StampWorld.RANDOM,
                StampWorld.CLOCK);
        jades = Jades.seal(
                ring.seal(),
                List.of(new SignedObject(URI, Digest.sha256(REPORT), "application/pdf")),
                StampWorld.NOW,
                "1.2.840.10065.1.12.1.14");
    }

    @Test
    void dssFindsLevelBaselineTAndTheTimeStampIntactOverTheSignature() throws CertificateEncodingException {
        assertThat(dss(jades).getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_B);

        SignatureWrapper found = dss(stampedJades());

        assertThat(found.getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_T);
        assertThat(found.isSignatureIntact()).isTrue();
        assertThat(found.isSignatureValid()).isTrue();
        assertThat(found.getTimestampList()).hasSize(1);
        TimestampWrapper stamp = found.getTimestampList().getFirst();
        assertThat(stamp.getType()).isEqualTo(TimestampType.SIGNATURE_TIMESTAMP);
        assertThat(stamp.isMessageImprintDataFound()).isTrue();
        assertThat(stamp.isMessageImprintDataIntact()).isTrue();
        assertThat(stamp.isSignatureIntact()).isTrue();
        assertThat(stamp.isSignatureValid()).isTrue();
        assertThat(stamp.isTrustedChain()).isTrue();
        assertThat(stamp.getProductionTime()).isEqualTo(StampWorld.NOW);
    }

    @Test
    void dssFindsLevelBaselineLtWithTheListsOfTheDay() throws CRLException {
        List<byte[]> lists = new ArrayList<>();
        for (X509CRL list : StampWorld.PKI.lists()) {
            lists.add(list.getEncoded());
        }
        byte[] file =
                ValidationValues.add(JadesFile.decode(stampedJades()), lists).encode();

        SignatureWrapper found = dss(file);

        assertThat(found.getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_LT);
        assertThat(found.isSignatureValid()).isTrue();
        assertThat(found.getTimestampList()).hasSize(1);
        assertThat(found.foundRevocations().getRelatedRevocationData()).hasSize(2);
        assertThat(Verifier.verify(file, StampWorld.anchors(StampWorld.PKI), List.of()))
                .isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void dssFindsATimeStampOverAnotherSignatureNotIntact() throws CertificateEncodingException {
        JadesFile file = JadesFile.decode(jades);
        TimeStampToken other = token(Digest.sha256(REPORT));

        TimestampWrapper stamp = dss(file.with(List.of(EtsiU.sigTst(other))).encode())
                .getTimestampList()
                .getFirst();

        assertThat(stamp.isMessageImprintDataIntact()).isFalse();
    }

    @Test
    void theVerifierSaysTheTime() {
        assertThat(Verifier.verify(stampedJades(), StampWorld.anchors(StampWorld.PKI), List.of()))
                .isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
                    Claims.OfSignature claims = (Claims.OfSignature) proved.claims();
                    assertThat(claims.stamped().orElseThrow().at()).isEqualTo(StampWorld.NOW);
                    assertThat(claims.limits()).doesNotContain(Limit.TIME_NOT_STAMPED);
                });
    }

    @Test
    void opensslAcceptsTheTokenOverTheTextOfTheSignatureValue() throws IOException, InterruptedException {
        Openssl.assume(directory);
        JadesFile file = JadesFile.decode(jades);
        Files.write(directory.resolve("token.der"), token(file.stamped()).der());
        Files.writeString(directory.resolve("signature.txt"), file.signature());
        Files.writeString(directory.resolve("other.txt"), file.signature() + "A");
        Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(rootDer())
                        + "\n-----END CERTIFICATE-----\n");

        assertThat(verified("signature.txt")).isZero();
        assertThat(verified("other.txt")).isNotZero();
    }

    @Test
    void whatIsDueIsStampedOldestFirstAndAnOutageIsMadeGood() {
        for (int i = 0; i < 250; i++) {
            signatures.add(i);
        }
        try (SignatureStamper stamper = stamper(Duration.ofHours(1))) {
            now.set(StampWorld.NOW.plus(Duration.ofMinutes(11)));
            assertThat(stamper.lagSeconds()).isEqualTo(660);
            assertThat(stamper.isLate()).isTrue();
            down.set(1);
            assertThat(stamper.stamp()).isFalse();
            assertThat(signatures.kept).isEmpty();
            assertThat(signatures.keptLists).isEmpty();

            assertThat(stamper.stamp()).isTrue();
            assertThat(stamper.stamp()).isTrue();

            assertThat(signatures.keptLists).as("once").isEqualTo(StampWorld.PKI.lists());
            assertThat(signatures.kept.keySet())
                    .hasSize(250)
                    .startsWith(new UUID(0, 0), new UUID(0, 1))
                    .endsWith(new UUID(0, 249));
            assertThat(stamper.lagSeconds()).isZero();
            assertThat(stamper.isLate()).isFalse();
        }
    }

    @Test
    void aTimeStampFromAfterTheEndOfTheCertificateIsNotKept() {
        signatures.due.add(new StampedSignatures.Due(
                new UUID(1, 1), Digest.sha256(REPORT), StampWorld.NOW, StampWorld.NOW.minusMillis(1), ""));
        signatures.late = true;
        try (SignatureStamper stamper = stamper(Duration.ofHours(1))) {
            assertThat(stamper.stamp()).isFalse();
            assertThat(signatures.kept).isEmpty();
            signatures.late = false;
            assertThat(stamper.stamp()).isTrue();
            assertThat(stamper.missed()).isEqualTo(1);
        }
    }

    @Test
    void onceStartedItStampsByItselfWhateverHappensInBetween() throws InterruptedException {
        signatures.fail.set(2);
        down.set(2);
        signatures.add(7);
        try (SignatureStamper stamper = stamper(Duration.ofMillis(1))) {
            stamper.start();

            assertThat(signatures.done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private byte[] stampedJades() {
        JadesFile file = JadesFile.decode(jades);
        return file.with(List.of(EtsiU.sigTst(token(file.stamped())))).encode();
    }

    private TimeStampToken token(Digest over) {
        signatures.due.add(new StampedSignatures.Due(new UUID(9, 9), over, StampWorld.NOW, Instant.MAX, ""));
        try (SignatureStamper stamper = stamper(Duration.ofHours(1))) {
            assertThat(stamper.stamp()).isTrue();
        }
        return Optional.ofNullable(signatures.kept.get(new UUID(9, 9))).orElseThrow();
    }

    private SignatureStamper stamper(Duration every) {
        DevelopmentTsa tsa = StampWorld.tsa(now::get);
        TsaExchange exchange = (_, query) -> {
            if (down.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("down");
            }
            return tsa.answer(query);
        };
        TimeStampClient client = new TimeStampClient(
                List.of(StampWorld.authority("tsa.invalid")),
                exchange,
                now::get,
                StampWorld.RANDOM,
                StampWorld.TOLERANCE);
        return new SignatureStamper(signatures, client, StampWorld.PKI::lists, now::get, every, Duration.ofMinutes(10));
    }

    private int verified(String file) throws IOException, InterruptedException {
        return Openssl.run(
                directory, "ts", "-verify", "-data", file, "-in", "token.der", "-token_in", "-CAfile", "ca.pem");
    }

    private static byte[] rootDer() {
        try {
            return StampWorld.PKI.root().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignatureWrapper dss(byte[] file) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(file, "signature.json"));
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(StampWorld.PKI.root()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        validator.setCertificateVerifier(verifier);
        validator.setDetachedContents(List.of(new InMemoryDocument(new ByteArrayInputStream(REPORT), URI)));
        DiagnosticData found = new DiagnosticData(validator.getDiagnosticData());
        return found.getSignatureById(found.getFirstSignatureId());
    }

    /** What is due, in memory. */
    private static final class Signatures implements StampedSignatures {
        private final List<Due> due = new ArrayList<>();
        private final Map<UUID, TimeStampToken> kept = new LinkedHashMap<>();
        private final List<X509CRL> keptLists = new ArrayList<>();
        private final AtomicInteger fail = new AtomicInteger();
        private final CountDownLatch done = new CountDownLatch(1);
        private boolean late;
        private long aside;

        void add(int number) {
            due.add(new Due(
                    new UUID(0, number), Digest.sha256(new byte[] {(byte) number}), StampWorld.NOW, Instant.MAX, ""));
        }

        @Override
        public synchronized List<Due> due(Instant now, int most) {
            if (fail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a database that is not there");
            }
            return due.stream()
                    .filter(one -> late || one.ends().isAfter(now))
                    .limit(most)
                    .toList();
        }

        @Override
        public synchronized Optional<Instant> waitingSince(Instant now) {
            return due(now, 1).stream().map(Due::since).findFirst();
        }

        @Override
        public synchronized void putAside(Instant now) {
            aside = due.stream().filter(one -> !one.ends().isAfter(now)).count();
        }

        @Override
        public synchronized long missed() {
            return aside;
        }

        @Override
        public synchronized void keepLists(List<X509CRL> lists) {
            keptLists.addAll(lists);
        }

        @Override
        public synchronized void keep(Due one, TimeStampToken token) {
            due.remove(one);
            kept.put(one.transfer(), token);
            done.countDown();
        }
    }
}
