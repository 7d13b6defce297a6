package org.sceau.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sceau.suites.KeySuite;

/** PKCS#12 files (RFC 7292) that hold one private key with its chain. */
public final class KeyStoreFile {
    /** Largest key store in bytes: a key ring has about 5 KB; a larger file is the wrong file. */
    static final int MAXIMUM_BYTES = 1 << 20;

    private KeyStoreFile() {}

    /**
     * The only private key of {@code file}. Throws {@link KeyUnusable} when the file cannot be read, the passphrase does
     * not open it, or it holds no key or several.
     */
    public static Credential read(Path file, Secret<char[]> passphrase) {
        KeyStore store = open(file, passphrase);
        List<String> aliases = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                    aliases.add(alias);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(file + " cannot be read as PKCS#12");
        }
        if (aliases.size() != 1) {
            throw new KeyUnusable(file + " holds " + aliases.size() + " private keys instead of one");
        }
        return credential(store, aliases.getFirst(), passphrase, file.toString());
    }

    /** Writes a new file that only its owner may read; it is durable when this returns. */
    public static void create(Path file, String alias, Credential credential, Secret<char[]> passphrase)
            throws IOException {
        KeyStore store = empty();
        put(store, alias, credential, passphrase);
        create(file, store, passphrase);
    }

    static void create(Path file, KeyStore store, Secret<char[]> passphrase) throws IOException {
        PrivateFile.create(file, encoded(file, store, passphrase));
    }

    /** Puts a store in place of the file's; one or the other is there after any crash. */
    static void replace(Path file, KeyStore store, Secret<char[]> passphrase) throws IOException {
        PrivateFile.replace(file, encoded(file, store, passphrase));
    }

    /** The bytes of a store, out of which every key of it was read again. */
    private static byte[] encoded(Path file, KeyStore store, Secret<char[]> passphrase) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            store.store(bytes, passphrase.reveal());
            KeyStore again = open(bytes.toByteArray(), passphrase, file.toString());
            for (String alias : Collections.list(store.aliases())) {
                if (!sameKey(store, again, alias, passphrase)) {
                    throw new KeyUnusable(file + " is left as it is: what would be written does not give " + alias);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(file + " cannot be written as PKCS#12");
        }
        return bytes.toByteArray();
    }

    private static boolean sameKey(KeyStore store, KeyStore other, String alias, Secret<char[]> passphrase)
            throws GeneralSecurityException {
        Key key = store.getKey(alias, passphrase.reveal());
        Key again = other.getKey(alias, passphrase.reveal());
        return key == null
                ? again == null
                : again != null && MessageDigest.isEqual(key.getEncoded(), again.getEncoded());
    }

    static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance(KeySuite.KEY_STORE);
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyUnusable("the platform makes no PKCS#12 key store");
        }
    }

    static void put(KeyStore store, String alias, Credential credential, Secret<char[]> passphrase) {
        try {
            store.setKeyEntry(
                    alias,
                    credential.key().reveal(),
                    passphrase.reveal(),
                    credential.chain().toArray(new Certificate[0]));
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable("the key for " + alias + " does not go into a PKCS#12 key store");
        }
    }

    static KeyStore open(Path file, Secret<char[]> passphrase) {
        try (InputStream in = Files.newInputStream(file)) {
            return open(in.readNBytes(MAXIMUM_BYTES + 1), passphrase, file.toString());
        } catch (IOException e) {
            throw new KeyUnusable(file + " cannot be read");
        }
    }

    static KeyStore open(byte[] pkcs12, Secret<char[]> passphrase, String name) {
        if (pkcs12.length > MAXIMUM_BYTES) {
            throw new KeyUnusable(name + " is larger than " + MAXIMUM_BYTES + " bytes");
        }
        try {
            KeyStore store = KeyStore.getInstance(KeySuite.KEY_STORE);
            store.load(new ByteArrayInputStream(pkcs12), passphrase.reveal());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyUnusable(name + " is no PKCS#12 key store, or its passphrase is another");
        } catch (RuntimeException e) {
            // the platform's DER decoder answers some malformed input with unchecked exceptions
            throw new KeyUnusable(name + " is no PKCS#12 key store");
        }
    }

    static Credential credential(KeyStore store, String alias, Secret<char[]> passphrase, String name) {
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] stored;
        Key key;
        try {
            stored = store.getCertificateChain(alias);
            key = store.getKey(alias, passphrase.reveal());
        } catch (GeneralSecurityException | RuntimeException e) {
            // unchecked: as in open
            throw new KeyUnusable(name + ": entry " + alias + " cannot be opened");
        }
        if (stored == null || !(key instanceof PrivateKey own)) {
            throw new KeyUnusable(name + " has no private key with certificate named " + alias);
        }
        for (Certificate certificate : stored) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        return new Credential(Secret.of(own), chain);
    }
}
