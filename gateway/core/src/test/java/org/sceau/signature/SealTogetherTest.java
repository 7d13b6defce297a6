package org.sceau.signature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.access.Accepted;
import org.sceau.access.AcceptedForTests;
import org.sceau.document.SubmissionsForTests;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.intake.SplitsForTests;
import org.sceau.keys.KeyRingFile;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Seal;
import org.sceau.proof.Digest;
import org.sceau.proof.JadesVerdict;
import org.sceau.proof.JadesVerifier;
import org.sceau.proof.TrustAnchors;
import org.sceau.routing.TimeStamping;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;

/** Threads that come while a signature is made share the next one. */
class SealTogetherTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path directory;

    private Gate gate;
    private SealTogether together;
    private TrustAnchors anchors;

    @BeforeEach
    void keys() throws IOException {
        InstantSource clock = InstantSource.fixed(NOW);
        DevelopmentPki pki = DevelopmentPki.create(clock, RANDOM);
        var party = pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
        Seal seal = KeyRingFile.create(
                        directory.resolve("k.p12"), directory.resolve("k.passphrase"), party.sign(), RANDOM, clock)
                .seal();
        gate = new Gate(seal);
        together = new SealTogether(new SealSubmission(() -> gate, clock, RANDOM));
        anchors = TrustAnchors.of(List.of(pki.root()), List.of());
    }

    @Test
    void whatComesDuringASignatureSharesTheNext() throws Exception {
        List<Future<Signed>> all = sealed(21, TimeStamping.JOURNAL);

        assertThat(gate.made.get()).isEqualTo(2);
        assertThat(text(all.getFirst().get())).doesNotContain("\"batch\"");
        for (Future<Signed> one : all.subList(1, 21)) {
            Signed signed = one.get();
            assertThat(text(signed)).contains("\"batch\"");
            assertThat(new JadesVerifier(anchors).verify(signed.jades()))
                    .isInstanceOfSatisfying(JadesVerdict.Valid.class, valid -> {
                        assertThat(valid.objects())
                                .isEqualTo(SealedObjects.of(
                                        signed.accepted().transfer(),
                                        signed.accepted().submission()));
                        assertThat(valid.claimed())
                                .containsExactly(
                                        signed.accepted().caller().quality().label());
                    });
        }
    }

    /** The rest of JAdES is as ever: DSS finds the signature good, over the node that a file's leaf leads to. */
    @Test
    void dssFindsTheSharedSignatureIntactOverItsNode() throws Exception {
        Signed first = sealed(3, TimeStamping.JOURNAL).get(1).get();
        byte[] node = node(first);
        byte[] other = node.clone();
        other[64] ^= 1;

        SignatureWrapper found = dss(first, node);

        assertThat(found.isSignatureIntact()).isTrue();
        assertThat(found.isSignatureValid()).isTrue();
        assertThat(found.getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_B);
        assertThat(dss(first, other).isSignatureValid()).isFalse();
    }

    @Test
    void whatGetsATimeStampOfItsOwnIsSealedByItself() throws Exception {
        List<Future<Signed>> all = sealed(5, TimeStamping.DOCUMENT);

        assertThat(gate.made.get()).isEqualTo(5);
        for (Future<Signed> one : all) {
            assertThat(text(one.get())).doesNotContain("\"batch\"");
        }
    }

    @Test
    void aFailureIsThatOfThoseWhoShareIt() throws Exception {
        gate.fails = () -> {
            throw new KeyUnusable("away");
        };

        List<Future<Signed>> all = sealed(21, TimeStamping.JOURNAL);

        assertThat(all.getFirst().get()).isNotNull();
        for (Future<Signed> one : all.subList(1, 21)) {
            assertThatThrownBy(one::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(KeyUnusable.class);
        }
        assertThat(gate.made.get()).isEqualTo(2);
        assertThat(together.seal(accepted(TimeStamping.JOURNAL))).isNotNull();
    }

    @Test
    void nobodyWaitsForEverAfterAnErrorOfTheMachine() throws Exception {
        gate.fails = () -> {
            throw new OutOfMemoryError("for this test");
        };

        List<Future<Signed>> all = sealed(21, TimeStamping.JOURNAL);

        List<Class<?>> causes = new ArrayList<>();
        for (Future<Signed> one : all.subList(1, 21)) {
            assertThat(one)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .satisfies(e -> causes.add(requireNonNull(e.getCause()).getClass()));
        }
        assertThat(causes).hasSize(20).contains(OutOfMemoryError.class).contains(KeyUnusable.class);
        assertThat(together.seal(accepted(TimeStamping.JOURNAL))).isNotNull();
    }

    /** Who has its signature goes, also while the next one takes its time. */
    @Test
    void nobodyWaitsForALaterSignature() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (ExecutorService executor = executor(threads)) {
            Future<Signed> first = executor.submit(() -> together.seal(accepted(TimeStamping.JOURNAL)));
            gate.reached.await();
            List<Future<Signed>> second = submitted(executor, 9);
            awaitAllWait(threads);
            gate.open.release();
            first.get();
            List<Future<Signed>> third = submitted(executor, 9);
            gate.open.release();

            for (Future<Signed> one : second) {
                assertThat(one).succeedsWithin(Duration.ofSeconds(30));
            }
            gate.open.release(20);
            for (Future<Signed> one : third) {
                assertThat(one).succeedsWithin(Duration.ofSeconds(30));
            }
        }
    }

    private List<Future<Signed>> submitted(ExecutorService executor, int number) {
        List<Future<Signed>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(executor.submit(() -> together.seal(accepted(TimeStamping.JOURNAL))));
        }
        return all;
    }

    private static ExecutorService executor(List<Thread> threads) {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
    }

    private static void awaitAllWait(List<Thread> threads) throws InterruptedException {
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.sleep(1);
        }
    }

    /** Begins one, lets the others come while it is at its signature, and lets all go on. */
    private List<Future<Signed>> sealed(int number, TimeStamping stamping) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try (ExecutorService executor = executor(threads)) {
            List<Future<Signed>> all = new ArrayList<>();
            all.add(executor.submit(() -> together.seal(accepted(stamping))));
            gate.reached.await();
            for (int i = 1; i < number; i++) {
                all.add(executor.submit(() -> together.seal(accepted(stamping))));
            }
            awaitAllWait(threads);
            gate.open.release(number);
            return all;
        }
    }

    /** The real seal, behind a gate that each signature needs a pass for. */
    private static final class Gate implements Seal {
        private final Seal real;
        private final Semaphore open = new Semaphore(0);
        private final CountDownLatch reached = new CountDownLatch(1);
        private final AtomicInteger made = new AtomicInteger();
        private Runnable fails = () -> {};

        Gate(Seal real) {
            this.real = real;
        }

        @Override
        public List<X509Certificate> chain() {
            return real.chain();
        }

        @Override
        public byte[] sign(byte[] input) {
            reached.countDown();
            open.acquireUninterruptibly();
            if (made.incrementAndGet() == 2) {
                fails.run();
            }
            return real.sign(input);
        }
    }

    private static Accepted accepted(TimeStamping stamping) {
        UUID id = UUID.randomUUID();
        byte[] payload = ("a report " + id).getBytes(StandardCharsets.UTF_8);
        var split = SplitsForTests.of("{}".getBytes(StandardCharsets.UTF_8), List.of(payload));
        var quality =
                new ProfessionalQuality(Optional.of(CardFamily.CPS), Optional.of("10"), Optional.of("1990000001"));
        var caller = new Caller(new PartnerId("lab"), Digest.sha256(new byte[0]), quality);
        return AcceptedForTests.of(
                TransferId.parse(id.toString()),
                caller,
                SubmissionsForTests.of(split, List.of("urn:uuid:" + id)),
                List.of(),
                Mode.CUSTODY,
                stamping,
                NOW);
    }

    private static String text(Signed signed) {
        return new String(signed.jades(), StandardCharsets.UTF_8);
    }

    /** Of a tree with two leaves: 0x01, the leaf's own hash and its sibling. */
    private static byte[] node(Signed signed) throws IOException {
        JsonNode batch = new ObjectMapper().readTree(signed.jades()).at("/header/batch");
        ObjectNode leaf = new ObjectMapper().createObjectNode();
        for (String name : List.of("ctys", "hashV", "pars", "quality", "salt")) {
            leaf.set(name, batch.get(name));
        }
        byte[] statement = new ObjectMapper().writeValueAsBytes(leaf);
        byte[] own = Digest.sha256(ByteBuffer.allocate(statement.length + 1)
                        .put((byte) 0)
                        .put(statement)
                        .array())
                .bytes();
        byte[] sibling = Base64.getUrlDecoder().decode(batch.at("/path/0").asText());
        boolean left = batch.get("index").asInt() == 0;
        return ByteBuffer.allocate(65)
                .put((byte) 1)
                .put(left ? own : sibling)
                .put(left ? sibling : own)
                .array();
    }

    private static SignatureWrapper dss(Signed signed, byte[] node) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(signed.jades(), "seal.json"));
        validator.setCertificateVerifier(new CommonCertificateVerifier());
        validator.setDetachedContents(List.<DSSDocument>of(new InMemoryDocument(node, "urn:sceau:batch:2")));
        DiagnosticData found = new DiagnosticData(validator.getDiagnosticData());
        return found.getSignatureById(found.getFirstSignatureId());
    }
}
