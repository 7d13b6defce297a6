package org.sceau.keys;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.sceau.proof.LogKey;
import org.sceau.proof.NoteSigner;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.suites.KeySuite;
import org.sceau.suites.NativeProvider;

/**
 * Every key of one gateway, out of one PKCS#12 file: the seal with its chain, the journal's checkpoint key, the master
 * key that wraps working keys, the index key. Opened once at start; immutable and thread-safe. Its text form shows
 * nothing.
 */
public final class KeyRing {
    static final String SEAL = "seal";
    static final String LOG = "log";
    static final String MASTER = "master";
    static final String INDEX = "index";

    /** Index in {@link X509Certificate#getKeyUsage()} of nonRepudiation (RFC 5280, section 4.2.1.3). */
    private static final int NON_REPUDIATION = 1;

    private final Seal seal;
    private final NoteSigner logSigner;
    private final SecretKey master;
    private final SecretKey indexKey;

    private KeyRing(Seal seal, NoteSigner logSigner, SecretKey master, SecretKey indexKey) {
        this.seal = seal;
        this.logSigner = logSigner;
        this.master = master;
        this.indexKey = indexKey;
    }

    /**
     * Opens a key ring made by {@link KeyRingFile}. Throws {@link KeyUnusable} when a file cannot be read, an entry is
     * missing or of another kind, or the seal's certificate is not its own or lacks nonRepudiation.
     */
    public static KeyRing open(Path file, Path passphraseFile) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return of(KeyStoreFile.open(file, passphrase), passphrase, file.toString());
    }

    static KeyRing of(KeyStore store, Secret<char[]> passphrase, String name) {
        Credential sealing = KeyStoreFile.credential(store, SEAL, passphrase, name);
        boolean[] usage = sealing.certificate().getKeyUsage();
        if (usage == null || !usage[NON_REPUDIATION]) {
            throw new KeyUnusable(name + ": the seal's certificate lacks nonRepudiation");
        }
        return new KeyRing(
                seal(sealing, name),
                logSigner(KeyStoreFile.credential(store, LOG, passphrase, name), name),
                secret(store, MASTER, passphrase, name, KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES),
                secret(store, INDEX, passphrase, name, KeySuite.INDEX_KEY, KeySuite.INDEX_KEY_BYTES));
    }

    private static Seal seal(Credential sealing, String name) {
        SoftwareSeal checked = SoftwareSeal.of(sealing, name);
        return NativeProvider.get()
                .flatMap(provider -> NativeSeal.of(provider, sealing))
                .orElse(checked);
    }

    /** The organisation's seal. */
    public Seal seal() {
        return seal;
    }

    /** The seal's certificate first, then its issuers without the root. */
    public List<X509Certificate> chain() {
        return seal.chain();
    }

    /** The key that signs checkpoints. */
    public NoteSigner logSigner() {
        return logSigner;
    }

    /** The key that wraps working keys, AES-256. */
    public SecretKey master() {
        return master;
    }

    /** The key under which the index hides identifiers, for HMAC-SHA-256. */
    public SecretKey indexKey() {
        return indexKey;
    }

    @Override
    public String toString() {
        return "KeyRing[REDACTED]";
    }

    private static NoteSigner logSigner(Credential credential, String name) {
        byte[] seed = credential.key().reveal() instanceof EdECPrivateKey secret
                ? secret.getBytes().orElse(new byte[0])
                : new byte[0];
        if (seed.length != LogKey.SIZE) {
            throw new KeyUnusable(name + ": the log key is no Ed25519 key");
        }
        NoteSigner signer = SeedNoteSigner.of(seed);
        Arrays.fill(seed, (byte) 0);
        return signer;
    }

    private static SecretKey secret(
            KeyStore store, String alias, Secret<char[]> passphrase, String name, String algorithm, int bytes) {
        Key key;
        try {
            key = store.getKey(alias, passphrase.reveal());
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable(name + ": entry " + alias + " cannot be opened");
        }
        byte[] encoded = key instanceof SecretKey ? key.getEncoded() : null;
        if (encoded == null || encoded.length != bytes) {
            throw new KeyUnusable(name + " has no secret key of " + bytes + " bytes named " + alias);
        }
        return new SecretKeySpec(encoded, algorithm);
    }
}
