package org.sceau.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sceau.suites.KeySuite;

/** Makes key rings: for {@code init}, the demonstration and tests. */
public final class KeyRingFile {
    /** The checkpoint key's certificate is only the form in which PKCS#12 keeps a key; nobody relies on its dates. */
    private static final Duration LOG_CERTIFICATE_VALIDITY = Duration.ofDays(3650);

    private KeyRingFile() {}

    /**
     * Makes a key ring with the given seal and fresh master, index and checkpoint keys. Both files are new, readable by
     * their owner only, and durable when this returns. The passphrase file belongs outside the data directory.
     *
     * @param file the key ring to be made
     * @param passphraseFile its passphrase, made at random
     * @param sealing P-256 key and certificate with nonRepudiation
     * @return the key ring, opened from the file
     */
    public static KeyRing create(
            Path file, Path passphraseFile, Credential sealing, SecureRandom random, InstantSource clock)
            throws IOException {
        Secret<char[]> passphrase = Passphrase.create(passphraseFile, random);
        KeyStore store = KeyStoreFile.empty();
        KeyStoreFile.put(store, KeyRing.SEAL, sealing, passphrase);
        KeyStoreFile.put(store, KeyRing.LOG, logKey(random, clock.instant()), passphrase);
        put(store, KeyRing.MASTER, secret(KeySuite.MASTER_KEY, KeySuite.MASTER_KEY_BYTES, random), passphrase);
        put(store, KeyRing.INDEX, secret(KeySuite.INDEX_KEY, KeySuite.INDEX_KEY_BYTES, random), passphrase);
        KeyStoreFile.create(file, store, passphrase);
        return KeyRing.open(file, passphraseFile);
    }

    static SecretKey secret(String algorithm, int bytes, SecureRandom random) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        return new SecretKeySpec(key, algorithm);
    }

    static void put(KeyStore store, String alias, SecretKey key, Secret<char[]> passphrase) {
        try {
            store.setKeyEntry(alias, key, passphrase.reveal(), null);
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable("the key for " + alias + " does not go into a PKCS#12 key store");
        }
    }

    private static Credential logKey(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(KeySuite.LOG_KEY);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            var name = new X500Name("CN=Sceau journal");
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now),
                    Date.from(now.plus(LOG_CERTIFICATE_VALIDITY)),
                    name,
                    pair.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(KeySuite.LOG_KEY).build(pair.getPrivate())));
            return new Credential(Secret.of(pair.getPrivate()), List.of(certificate));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new KeyUnusable("the platform makes no Ed25519 keys");
        }
    }
}
