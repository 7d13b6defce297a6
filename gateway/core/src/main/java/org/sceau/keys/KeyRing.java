package org.sceau.keys;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.sceau.proof.LogKey;
import org.sceau.proof.NoteSigner;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;
import org.sceau.suites.NativeProvider;

/**
 * What one gateway seals, signs checkpoints and wraps with, out of one PKCS#12 file but for the seal, which may be in a token:
 * the seal with its chain, the journal's checkpoint key, the master keys that wrap working keys, the index key. Opened once
 * at start; thread-safe. Its text form shows nothing.
 */
public final class KeyRing {
    static final String SEAL = "seal";
    static final String LOG = "log";
    static final String MASTER = "master";
    static final String INDEX = "index";

    /** Index in {@link X509Certificate#getKeyUsage()} of nonRepudiation (RFC 5280, section 4.2.1.3). */
    private static final int NON_REPUDIATION = 1;

    private final Succession<Seal> seals;
    private final InstantSource clock;
    private final NoteSigner logSigner;
    private final MasterKeys masters;
    private final SecretKey indexKey;
    private final SigningEnds ends;

    private KeyRing(
            Succession<Seal> seals,
            InstantSource clock,
            NoteSigner logSigner,
            MasterKeys masters,
            SecretKey indexKey,
            SigningEnds ends) {
        this.seals = seals;
        this.clock = clock;
        this.logSigner = logSigner;
        this.masters = masters;
        this.indexKey = indexKey;
        this.ends = ends;
    }

    /** The same keys, which seal and sign checkpoints until these ends and then throw {@link SigningEnded}. */
    public KeyRing until(SigningEnds last) {
        if (last.ends().isEmpty()) {
            return this;
        }
        return new KeyRing(
                seals.map(seal -> new DatedSeal(seal, last)),
                clock,
                new DatedNoteSigner(logSigner, last),
                masters,
                indexKey,
                last);
    }

    /** The algorithms for whose end nothing can be sealed now. */
    public List<String> signingEnded() {
        return signingEnded(Duration.ZERO);
    }

    /** Those for whose end nothing can be sealed so long from now. */
    public List<String> signingEnded(Duration ahead) {
        return ends.ended(
                Stream.concat(SigningEnds.ofSeal(chain().getFirst().getPublicKey()), Stream.of(SigningEnds.CHECKPOINT)),
                ahead);
    }

    /**
     * Opens a key ring made by {@link KeyRingFile}. Throws {@link KeyUnusable} when a file cannot be read, an entry is
     * missing or of another kind, or the seal's certificate is not its own or lacks nonRepudiation.
     */
    public static KeyRing open(Path file, Path passphraseFile) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return of(KeyStoreFile.open(file, passphrase), passphrase, file.toString());
    }

    /** As {@link #open(Path, Path)}, with seals that follow one another, which may be in a token. */
    public static KeyRing open(Path file, Path passphraseFile, Succession<Credential> seals, InstantSource clock) {
        Secret<char[]> passphrase = Passphrase.read(passphraseFile);
        return of(KeyStoreFile.open(file, passphrase), passphrase, file.toString(), seals, clock);
    }

    static KeyRing of(KeyStore store, Secret<char[]> passphrase, String name) {
        Credential only = KeyStoreFile.credential(store, SEAL, passphrase, name);
        return of(store, passphrase, name, Succession.of(only), () -> Instant.EPOCH);
    }

    private static KeyRing of(
            KeyStore store, Secret<char[]> passphrase, String name, Succession<Credential> seals, InstantSource clock) {
        return new KeyRing(
                seals.map(sealing -> seal(sealing, name)),
                clock,
                logSigner(KeyStoreFile.credential(store, LOG, passphrase, name), name),
                new MasterKeys(MasterRing.keys(store, passphrase, name), clock),
                secret(store, INDEX, passphrase, name, KeySuite.INDEX_KEY, KeySuite.INDEX_KEY_BYTES),
                SigningEnds.NONE);
    }

    private static Seal seal(Credential sealing, String name) {
        boolean[] usage = sealing.certificate().getKeyUsage();
        if (usage == null || !usage[NON_REPUDIATION]) {
            throw new KeyUnusable(name + ": the seal's certificate lacks nonRepudiation");
        }
        if (sealing.key().reveal() instanceof HeldKey held) {
            return new TokenSeal(held, sealing.chain());
        }
        SoftwareSeal checked = SoftwareSeal.of(sealing, name);
        return NativeProvider.get()
                .flatMap(provider -> NativeSeal.of(provider, sealing))
                .orElse(checked);
    }

    /** The organisation's seal that is in force now: whoever seals asks each time. */
    public Seal seal() {
        return seals.at(clock.instant());
    }

    /** The certificate of the seal in force first, then its issuers without the root. */
    public List<X509Certificate> chain() {
        return seal().chain();
    }

    /** The key that signs checkpoints. */
    public NoteSigner logSigner() {
        return logSigner;
    }

    /** The keys that wrap working keys. */
    public MasterKeys masters() {
        return masters;
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

    static SecretKey secret(
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
