package org.sceau.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sceau.suites.KeySuite;

/** Keys in a PKCS#12 file, which is replaced as a whole. */
record FileKeep(Path file, Path passphraseFile) implements KeyKeep {

    @Override
    public List<String> labels() {
        return labels(KeyStoreFile.open(file, Passphrase.read(passphraseFile)), file);
    }

    static List<String> labels(KeyStore store, Path file) {
        List<String> labels = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                    labels.add(alias);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(file + " cannot be read as PKCS#12");
        }
        return labels;
    }

    @Override
    public Credential credential(String label) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return KeyStoreFile.credential(KeyStoreFile.open(file, passphrase), label, passphrase, file.toString());
    }

    @Override
    public String generate(String base, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(KeySuite.EC);
            generator.initialize(new ECGenParameterSpec(KeySuite.CURVE));
            KeyPair pair = generator.generateKeyPair();
            String label = KeyLabel.waiting(base, KeyRequest.thumbprint(pair.getPublic()));
            X509Certificate standIn = KeyRequest.standIn(pair.getPublic(), KeyRequest.signing(pair.getPrivate()), now);
            change(label, label, new Credential(Secret.of(pair.getPrivate()), List.of(standIn)));
            return label;
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable("the platform makes no keys on " + KeySuite.CURVE);
        }
    }

    @Override
    public void rename(String old, String label, List<X509Certificate> chain) {
        change(old, label, new Credential(credential(old).key(), chain));
    }

    private void change(String old, String label, Credential credential) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        KeyStore store = KeyStoreFile.open(file, passphrase);
        try {
            if (store.containsAlias(label)) {
                throw new KeyUnusable(file + " has a key named " + label + " already");
            }
            KeyStoreFile.put(store, label, credential, passphrase);
            if (!old.equals(label)) {
                store.deleteEntry(old);
            }
            KeyStoreFile.replace(file, store, passphrase);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyUnusable(file + " cannot be written");
        }
    }
}
