package org.sceau.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.sceau.proof.Digest;
import org.sceau.suites.KeySuite;

/**
 * The master keys in a key ring's file, which is replaced as a whole: one or the other is there after any crash. A running
 * gateway knows of a change after its next start. Methods throw {@link KeyUnusable}.
 *
 * @param file the key ring
 * @param passphraseFile its passphrase
 */
public record MasterRing(Path file, Path passphraseFile) {
    /** What is hashed before a key, so that the digest is of nothing else. */
    private static final byte[] FINGERPRINT = "sceau master key fingerprint\n".getBytes(StandardCharsets.US_ASCII);

    /** 32 bits tell a handful of random keys apart and give nothing of them away. */
    private static final int FINGERPRINT_BYTES = 4;

    /** Their labels, as they follow one another. */
    public Succession<String> labels() {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return labels(KeyStoreFile.open(file, passphrase), passphrase, file.toString());
    }

    /**
     * Makes a successor.
     *
     * @param from first day (UTC) of its use, after that of every other
     * @return its label, which no other key has: two nodes that each make one for a day make two labels
     */
    public String generate(LocalDate from, SecureRandom random) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        KeyStore store = KeyStoreFile.open(file, passphrase);
        Optional<LocalDate> latest =
                day(labels(store, passphrase, file.toString()).all().getFirst());
        if (latest.isPresent() && !from.isAfter(latest.get())) {
            throw new KeyUnusable("there is a master key from " + latest.get() + " on: the next one comes after it");
        }
        SecretKey key = KeyRingFile.secret(KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES, random);
        String label = label(from, key);
        KeyRingFile.put(store, label, key, passphrase);
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
        if (!labels(store, passphrase, file.toString()).formerAt(now).contains(label)) {
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

    /** Refuses a key under another's label: what names it would be opened, and forgotten, with the wrong one. */
    static Succession<MasterKeys.Master> keys(KeyStore store, Secret<char[]> passphrase, String name) {
        List<Succession.Member<MasterKeys.Master>> members = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (isMaster(alias) && store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
                    members.add(member(store, alias, passphrase, name));
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

    private static Succession.Member<MasterKeys.Master> member(
            KeyStore store, String alias, Secret<char[]> passphrase, String name) {
        SecretKey key = KeyRing.secret(store, alias, passphrase, name, KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES);
        var master = new MasterKeys.Master(alias, key);
        if (alias.equals(KeyRing.MASTER)) {
            return new Succession.Member<>(Instant.MIN, master);
        }
        LocalDate day = day(alias)
                .filter(from -> label(from, key).equals(alias))
                .orElseThrow(
                        () -> new KeyUnusable(name + ": the key named " + alias + " is another than its label says"));
        return Succession.Member.from(day, master);
    }

    private static Succession<String> labels(KeyStore store, Secret<char[]> passphrase, String name) {
        return keys(store, passphrase, name).map(MasterKeys.Master::label);
    }

    private static boolean isMaster(String alias) {
        return alias.equals(KeyRing.MASTER) || alias.startsWith(KeyRing.MASTER + ".");
    }

    /** {@code master.2027-01-15.1f3a9c02}: the day, and the beginning of a digest of the key. */
    private static String label(LocalDate from, SecretKey key) {
        MessageDigest digest = Digest.sha256();
        digest.update(FINGERPRINT);
        byte[] encoded = key.getEncoded();
        digest.update(encoded);
        Arrays.fill(encoded, (byte) 0);
        String fingerprint = HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
        return KeyLabel.dated(KeyRing.MASTER, from) + "." + fingerprint;
    }

    /** Empty for the first key's label, and for none. */
    private static Optional<LocalDate> day(String label) {
        return KeyLabel.of(label.substring(0, Math.max(0, label.lastIndexOf('.'))))
                .from();
    }
}
