package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.GatewayException;
import org.sceau.keys.KeyRing;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.LedgerSettings;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Digest;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.TransferId;
import org.sceau.vault.Opening;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/** Opens what a cut has left and looks for everything that had been promised by then. */
final class Aftermath {
    private final Recording recording;
    private final KeyRing keys;

    Aftermath(Recording recording) {
        this.recording = recording;
        this.keys = KeyRing.open(
                recording.directory().resolve("keys/ring.p12"),
                recording.directory().resolve("keys/passphrase"));
    }

    /** What is missing or wrong in {@code data}, given that the log had been seen {@code seen} bytes long. */
    List<String> problems(Path data, long seen) throws IOException {
        List<String> problems = new ArrayList<>();
        LedgerSettings settings = LedgerSettings.embedded("node-1", data.resolve("ledger"));
        try (Ledger ledger = Ledger.open(settings, keys, Clock.systemUTC(), new SecureRandom());
                Vault vault = new Vault(VaultSettings.in(data.resolve("vault")), new SecureRandom())) {
            vault.start(ledger.vaultFiles());
            for (Recording.Promise promise : recording.promises()) {
                if (promise.accepted().mark() <= seen) {
                    problems.addAll(promised(ledger, vault, promise));
                }
            }
        } catch (GatewayException e) {
            problems.add("does not open: " + e.code().code());
        }
        return problems;
    }

    private static List<String> promised(Ledger ledger, Vault vault, Recording.Promise promise) throws IOException {
        byte[] given = promise.receipt().value();
        TransferId transfer =
                new TransferId(Receipt.decode(given).entry().transfer().orElseThrow());
        boolean same = ledger.receipts().ofTransfer(transfer).stream()
                .map(ReceiptFile::content)
                .anyMatch(content -> Arrays.equals(content, given));
        List<String> problems = new ArrayList<>();
        if (!same) {
            problems.add("the receipt given out is not there again");
        }
        Optional<Dossier> dossier = ledger.transfers().open(transfer);
        if (dossier.isEmpty()) {
            problems.add("an accepted transfer is gone");
            return problems;
        }
        for (StoredObject object : dossier.get().objects()) {
            if (object.number() != AcceptedObject.METADATA
                    && !content(vault, object)
                            .equals(Optional.of(promise.accepted().sha256()))) {
                problems.add("a document of an accepted transfer is gone or altered");
            }
        }
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
        try (InputStream in = content) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        }
        return Digest.of(sha256.digest());
    }
}
