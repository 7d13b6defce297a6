package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sceau.failure.GatewayException;
import org.sceau.hosting.FileHostingStore;
import org.sceau.it.support.Deposits;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.it.support.StoredJournal;
import org.sceau.keys.KeyRing;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.LedgerSettings;
import org.sceau.ledger.PayloadStore;
import org.sceau.ledger.Recorder;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptFile;
import org.sceau.routing.RouteId;
import org.sceau.vault.Opening;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/**
 * Opens what a cut has left, with the gateway's own ledger, vault and store, and looks for everything that had been promised
 * by then: the head file covers every seal given out, every seal is the root of the entries, every receipt is there and
 * verifies, documents open with their digest, what the ledger calls hosted lies whole in the store, and the log goes on
 * without contradicting any of it.
 */
final class Aftermath {
    /** Documents opened per cut: the newest, and some of the others; every entry and every seal is looked at each time. */
    private static final int NEWEST = 60;

    private static final int OTHERS = 20;
    private static final int VERIFIED = 5;

    private final KeyRing keys;
    private final Path anchors;
    private final RandomGenerator random;

    Aftermath(Path directory, RandomGenerator random) {
        this.anchors = directory.resolve("trust/anchors.pem");
        this.keys = KeyRing.open(directory.resolve("keys/ring.p12"), directory.resolve("keys/passphrase"));
        this.random = random;
    }

    /** What is missing or wrong in {@code data}, given what had been promised. */
    List<String> problems(Path data, List<Promise> promised) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        if (!promised.isEmpty()) {
            problems.addAll(head(data.resolve("ledger/head"), promised));
        }
        try {
            problems.addAll(opened(data, promised));
        } catch (GatewayException e) {
            problems.add("does not open: " + e.code().code() + " " + e.getMessage());
        } catch (IOException | SQLException | RuntimeException e) {
            problems.add("does not open: " + e);
        }
        return problems;
    }

    private static List<String> head(Path file, List<Promise> promised) {
        long given = promised.stream()
                .mapToLong(promise -> promise.head().size())
                .max()
                .orElse(0);
        try {
            long kept = Checkpoint.decode(Files.readString(file)).body().size();
            return kept >= given
                    ? List.of()
                    : List.of("the head file says " + kept + ", a receipt was given out over " + given);
        } catch (IOException | MalformedProof e) {
            return List.of("no head file: " + e.getClass().getSimpleName());
        }
    }

    private List<String> opened(Path data, List<Promise> promised)
            throws IOException, SQLException, InterruptedException {
        List<String> problems = new ArrayList<>();
        LedgerSettings settings = LedgerSettings.embedded("node-1", data.resolve("ledger"));
        try (Ledger ledger = Ledger.open(settings, keys, Clock.systemUTC(), new SecureRandom());
                Vault vault = new Vault(VaultSettings.in(data.resolve("vault")), new SecureRandom())) {
            vault.start(ledger.vaultFiles());
            StoredJournal before = StoredJournal.read(settings.directory());
            problems.addAll(before.problems());
            for (Promise promise : promised) {
                if (!before.has(promise.head()) || !before.sealed(promise.head())) {
                    problems.add("a root that was given out is not sealed any more: "
                            + promise.head().size());
                }
            }
            List<Promise> sample = sample(promised);
            for (Promise promise : sample) {
                problems.addAll(kept(ledger, vault, promise));
            }
            problems.addAll(verified(ledger, sample.subList(Math.max(0, sample.size() - VERIFIED), sample.size())));
            new FileHostingStore(data.resolve("hosting")).open();
            before.hosted().stream()
                    .filter(transfer -> !Deposits.whole(data.resolve("hosting"), transfer))
                    .forEach(transfer ->
                            problems.add("the store has not, or not whole, what it confirmed: " + transfer));
            problems.addAll(goesOn(ledger, vault, before, settings.directory()));
        }
        return problems;
    }

    private List<Promise> sample(List<Promise> promised) {
        int newest = Math.max(0, promised.size() - NEWEST);
        List<Promise> sample = new ArrayList<>(promised.subList(newest, promised.size()));
        for (int i = 0; i < OTHERS && newest > 0; i++) {
            sample.add(promised.get(random.nextInt(newest)));
        }
        return sample;
    }

    private static List<String> kept(Ledger ledger, Vault vault, Promise promise) {
        List<String> problems = new ArrayList<>();
        boolean same = ledger.receipts().ofTransfer(promise.transfer()).stream()
                .anyMatch(file -> promise.keptAs(Receipt.decode(file.content())));
        if (!same) {
            problems.add("the receipt given out is not there again: " + promise.transfer());
        }
        Optional<Dossier> dossier = ledger.transfers().open(promise.transfer());
        if (dossier.isEmpty()) {
            problems.add("an accepted transfer is gone: " + promise.transfer());
            return problems;
        }
        int documents = 0;
        for (StoredObject object : dossier.get().objects()) {
            if (object.number() != AcceptedObject.METADATA) {
                documents++;
                if (!content(vault, object)
                        .equals(Optional.of(promise.accepted().sha256()))) {
                    problems.add("a document is gone or altered: " + promise.transfer());
                }
            }
        }
        if (documents != 1) {
            problems.add(documents + " documents instead of one: " + promise.transfer());
        }
        return problems;
    }

    private List<String> verified(Ledger ledger, List<Promise> promises) throws IOException {
        ReceiptCheck check = new ReceiptCheck(anchors);
        List<String> problems = new ArrayList<>();
        for (Promise promise : promises) {
            for (ReceiptFile file : ledger.receipts().ofTransfer(promise.transfer())) {
                problems.addAll(check.verify(file.toString(), file.content()));
            }
        }
        problems.addAll(check.contradictions());
        return problems;
    }

    private static Optional<Digest> content(Vault vault, StoredObject object) {
        try {
            return switch (vault.open(
                    object.location(),
                    object.nonce(),
                    object.tag(),
                    object.ciphertextSha256(),
                    object.key().orElseThrow())) {
                case Opening.Opened opened -> Optional.of(digest(opened.clear().stream()));
                case Opening.Refused _ -> Optional.empty();
            };
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Digest digest(InputStream content) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(content, sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(sha256.digest());
    }

    /** Records one more entry: no seal is replaced, and the larger tree contains the smaller ones. */
    private static List<String> goesOn(Ledger ledger, Vault vault, StoredJournal before, Path directory)
            throws SQLException, InterruptedException {
        Recorder recorder = ledger.start(PayloadStore.of(vault), () -> {});
        recorder.pause(new RouteId("resultats"), ledger.actor()).join();
        StoredJournal after = StoredJournal.read(directory);
        List<String> problems = new ArrayList<>(after.problems());
        boolean grown = after.roots().size() == before.roots().size() + 1
                && after.roots().subList(0, before.roots().size()).equals(before.roots())
                && after.seals().entrySet().containsAll(before.seals().entrySet());
        if (!grown) {
            problems.add("the log goes on as another one");
        }
        return problems;
    }
}
