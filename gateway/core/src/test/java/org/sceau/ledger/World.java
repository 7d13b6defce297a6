package org.sceau.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sceau.document.Sample;
import org.sceau.document.Submission;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRingFile;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.proof.SecondSigner;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.TrustAnchors;
import org.sceau.routing.RouteId;
import org.sceau.timestamp.DevelopmentTsa;
import org.sceau.timestamp.SignatureStamper;
import org.sceau.timestamp.StampOutcome;
import org.sceau.timestamp.Stamper;
import org.sceau.timestamp.TimeStampAuthority;
import org.sceau.timestamp.TimeStampClient;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/** A ledger with vault, keys, clock and partners. */
final class World implements AutoCloseable {
    static final PartnerId LABO = new PartnerId("labo");
    static final PartnerId HOPITAL = new PartnerId("hopital");
    static final PartnerId STORE = new PartnerId("hebergeur");
    static final PartnerId STRANGER = new PartnerId("autre");
    static final Grounds GROUNDS = new Grounds(
            "route/lab/permit", "permit", Map.of("route", Digest.sha256("route".getBytes(StandardCharsets.UTF_8))));
    static final RouteId ROUTE = new RouteId("lab");
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    /** What lasts longer than a process. */
    record Lasting(
            LedgerSettings settings,
            Path vaultDirectory,
            KeyRing keys,
            TrustAnchors anchors,
            Credential tsa,
            AtomicReference<Instant> now) {

        static Lasting in(Path directory, LedgerSettings settings) throws IOException {
            return in(directory, settings, pki -> TrustAnchors.of(List.of(pki.root()), pki.lists()));
        }

        static Lasting in(Path directory, LedgerSettings settings, Function<DevelopmentPki, TrustAnchors> anchors)
                throws IOException {
            SecureRandom random = new SecureRandom();
            InstantSource clock = InstantSource.fixed(START);
            DevelopmentPki pki = DevelopmentPki.create(clock, random);
            Path keys = Files.createDirectories(directory.resolve("keys"));
            KeyRing ring = KeyRingFile.create(
                    keys.resolve("ring.p12"),
                    keys.resolve("passphrase"),
                    pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
                            .sign(),
                    random,
                    clock);
            return new Lasting(
                    settings,
                    directory.resolve("vault"),
                    ring,
                    anchors.apply(pki),
                    pki.organisation(
                                    new PartnerId("horodatage"),
                                    "Tiers horodateur (fictif)",
                                    "1990000009",
                                    EnumSet.of(DevelopmentUse.TSA))
                            .credential(DevelopmentUse.TSA),
                    new AtomicReference<>(START));
        }
    }

    final Lasting lasting;
    final Ledger ledger;
    final Vault vault;
    final Recorder recorder;
    final List<String> stops = new ArrayList<>();

    World(Lasting lasting) throws IOException {
        this(lasting, Durability::of, PayloadStore::of);
    }

    World(Lasting lasting, BiFunction<Store, HeadFile, Durability> durability, Function<Vault, PayloadStore> payloads)
            throws IOException {
        SecureRandom random = new SecureRandom();
        this.lasting = lasting;
        this.ledger = Opening.open(lasting.settings(), lasting.keys(), lasting.now()::get, random, durability);
        this.vault = new Vault(VaultSettings.in(lasting.vaultDirectory()), random);
        vault.start(ledger.vaultFiles());
        this.recorder = ledger.start(payloads.apply(vault), () -> stops.add("stopped"));
    }

    static Caller caller(PartnerId partner) {
        return new Caller(
                partner, Digest.sha256(partner.value().getBytes(StandardCharsets.UTF_8)), ProfessionalQuality.NONE);
    }

    static Actor operator() {
        return new Actor(Digest.sha256(new byte[] {1}), "operator", "console");
    }

    /** Stamps the newest checkpoint if it is not stamped. */
    void stamp() {
        stamp(Optional.empty());
    }

    /** As above, and seals it once more. */
    void stamp(Optional<SecondSigner> second) {
        try (Stamper stamper = new Stamper(
                ledger.stamps(),
                client(),
                () -> second,
                lasting.now()::get,
                Duration.ofMinutes(1),
                Duration.ofHours(1))) {
            if (!stamper.stamp()) {
                throw new AssertionError("not stamped");
            }
        }
    }

    /** Stamps the signatures that are due; whether none is left. */
    boolean stampSignatures() {
        try (SignatureStamper stamper = new SignatureStamper(
                ledger.signatures(),
                client(),
                List::of,
                lasting.now()::get,
                Duration.ofMinutes(1),
                Duration.ofHours(1))) {
            return stamper.stamp();
        }
    }

    TimeStampToken token(Digest over) {
        if (client().stamp(over) instanceof StampOutcome.Stamped(TimeStampToken token, URI _)) {
            return token;
        }
        throw new AssertionError("not stamped");
    }

    private TimeStampClient client() {
        DevelopmentTsa tsa = new DevelopmentTsa(lasting.tsa(), lasting.now()::get, new SecureRandom());
        TimeStampAuthority authority =
                new TimeStampAuthority(URI.create("http://tsa.invalid/"), lasting.anchors(), Optional.empty());
        return new TimeStampClient(
                List.of(authority),
                (_, query) -> tsa.answer(query),
                lasting.now()::get,
                new SecureRandom(),
                Duration.ofMinutes(1));
    }

    void advance(Duration by) {
        lasting.now().updateAndGet(at -> at.plus(by));
    }

    Acceptance acceptance(Sample sample, PartnerId sender, Mode mode) throws IOException {
        return acceptance(sample, sender, mode, Optional.empty());
    }

    /** Its signature is to be time-stamped by itself, before {@code ends}. */
    Acceptance toBeStamped(Sample sample, Instant ends) throws IOException {
        return acceptance(
                sample,
                LABO,
                Mode.CUSTODY,
                Optional.of(new Acceptance.Stamping(
                        Digest.sha256(ends.toString().getBytes(StandardCharsets.UTF_8)), ends, "p-256 sha-256")));
    }

    private Acceptance acceptance(Sample sample, PartnerId sender, Mode mode, Optional<Acceptance.Stamping> stamping)
            throws IOException {
        Submission submission = sample.submission(vault);
        List<AcceptedObject> objects = new ArrayList<>();
        for (var payload : submission.split().payloads()) {
            objects.add(new AcceptedObject(
                    objects.size(),
                    payload.payload(),
                    List.of(new ReaderWrap(HOPITAL, Digest.sha256(new byte[] {7}), Octets.of(new byte[] {1, 2, 3})))));
        }
        return new Acceptance(
                new TransferId(UUID.randomUUID()),
                caller(sender),
                submission,
                ROUTE,
                mode,
                GROUNDS,
                List.of(
                        new Recipient(
                                HOPITAL, DeliveryWay.PUSH, lasting.now().get().plus(Duration.ofHours(1))),
                        new Recipient(
                                STORE, DeliveryWay.HOSTING, lasting.now().get().plus(Duration.ofHours(2)))),
                Octets.of(("{\"jades\":\"" + Sample.CANARY + "\"}").getBytes(StandardCharsets.UTF_8)),
                stamping,
                objects);
    }

    CompletableFuture<AcceptOutcome> accept(Sample sample) throws IOException {
        return recorder.accept(acceptance(sample, LABO, Mode.CUSTODY));
    }

    Acknowledgement accepted(Sample sample) throws IOException {
        return switch (accept(sample).join()) {
            case AcceptOutcome.Recorded recorded -> recorded.acknowledgement();
            case AcceptOutcome.Repeated repeated -> throw new AssertionError("repeated");
            case AcceptOutcome.Conflict conflict -> throw new AssertionError("conflict");
            case AcceptOutcome.Refused refused -> throw new AssertionError("refused " + refused.issues());
        };
    }

    Claim claimed(Acknowledgement acknowledgement, int delivery, int attempt) {
        ClaimOutcome outcome = recorder.claim(
                        acknowledgement.deliveries().get(delivery).id(), attempt, Duration.ofMinutes(1))
                .join();
        if (outcome instanceof ClaimOutcome.Claimed claimed) {
            return claimed.claim();
        }
        throw new AssertionError("not claimed: " + outcome);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        vault.close();
    }
}
