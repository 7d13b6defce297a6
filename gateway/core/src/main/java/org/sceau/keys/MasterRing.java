package org.sceau.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sceau.suites.KeySuite;

/**
 * The master keys in a key ring's file, which is replaced as a whole: one or the other is there after any crash. A running
 * gateway knows of a change after its next start. Methods throw {@link KeyUnusable}.
 *
 * @param file the key ring
 * @param passphraseFile its passphrase
 */
public record MasterRing(Path file, Path passphraseFile) {

    /** Their labels, as they follow one another. */
    public Succession<String> labels() {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return labels(KeyStoreFile.open(file, passphrase), file.toString());
    }

    /**
     * Makes a successor.
     *
     * @param from first day (UTC) of its use, after that of every other
     * @return its label
     */
    public String generate(LocalDate from, SecureRandom random) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        KeyStore store = KeyStoreFile.open(file, passphrase);
        String label = KeyLabel.dated(KeyRing.MASTER, from);
        Optional<LocalDate> latest =
                KeyLabel.of(labels(store, file.toString()).all().getFirst()).from();
        if (latest.isPresent() && !from.isAfter(latest.get())) {
            throw new KeyUnusable("there is a master key from " + latest.get() + " on: the next one comes after it");
        }
        KeyRingFile.put(store, label, KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES, passphrase, random);
        replace(store, passphrase);
        return label;
    }

    /**
     * Removes a former one for good. The caller has made sure that nothing is wrapped under it any more.
     *
     * @param now at which another is in force
     */
    public void remove(String label, Instant now) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        KeyStore store = KeyStoreFile.open(file, passphrase);
        if (!labels(store, file.toString()).formerAt(now).contains(label)) {
            throw new KeyUnusable(label + " is no former master key of " + file);
        }
        try {
            store.deleteEntry(label);
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(file + " cannot be written");
        }
        replace(store, passphrase);
    }

    private void replace(KeyStore store, Secret<char[]> passphrase) {
        try {
            KeyStoreFile.replace(file, store, passphrase);
        } catch (IOException e) {
            throw new KeyUnusable(file + " cannot be written");
        }
    }

    static Succession<MasterKeys.Master> keys(KeyStore store, Secret<char[]> passphrase, String name) {
        return labels(store, name)
                .map(label -> new MasterKeys.Master(
                        label,
                        KeyRing.secret(
                                store, label, passphrase, name, KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES)));
    }

    private static Succession<String> labels(KeyStore store, String name) {
        List<Succession.Member<String>> members = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                KeyLabel label = KeyLabel.of(alias);
                if (label.base().equals(KeyRing.MASTER)
                        && store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
                    members.add(label.from()
                            .map(day -> Succession.Member.from(day, alias))
                            .orElseGet(() -> new Succession.Member<>(Instant.MIN, alias)));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(name + " cannot be read as PKCS#12");
        }
        if (members.isEmpty()) {
            throw new KeyUnusable(
                    name + " has no secret key of " + KeySuite.MASTER_KEY_BYTES + " bytes named " + KeyRing.MASTER);
        }
        return new Succession<>(members);
    }
}
