package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Lifespan;
import org.sceau.proof.MlDsa;
import org.sceau.proof.SecondSigner;

/** The organisation's seal, and beside it one with ML-DSA, whose key is in memory: no token's provider has it. */
public final class TwoSeals implements Seal {
    /** Index in {@link X509Certificate#getKeyUsage()} of nonRepudiation (RFC 5280, section 4.2.1.3). */
    private static final int NON_REPUDIATION = 1;

    /** Of ML-DSA-87, some 8 KB each, so many fit into what a verifier reads. */
    private static final int MOST_CERTIFICATES = 5;

    private static final byte[] PROBE = {1};

    private final Seal first;
    private final SecondSigner second;

    private TwoSeals(Seal first, SecondSigner second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Both.
     *
     * @param name of the second one's file, for {@link KeyUnusable}, which is thrown when its key is not ML-DSA-65 or -87, not
     *     its certificate's, or not meant for commitment, or a certificate above it has another kind of key
     */
    public static TwoSeals of(Seal first, Credential second, String name) {
        X509Certificate own = second.certificate();
        MlDsa algorithm = MlDsa.of(own.getPublicKey())
                .orElseThrow(() -> new KeyUnusable(name + ": the second seal's key is not ML-DSA-65 or ML-DSA-87"));
        boolean weaker = second.chain().stream()
                .anyMatch(certificate -> MlDsa.of(certificate.getPublicKey()).isEmpty());
        if (weaker) {
            throw new KeyUnusable(name + ": an authority of the second seal has no ML-DSA key");
        }
        if (second.chain().size() > MOST_CERTIFICATES) {
            throw new KeyUnusable(name + ": more than " + MOST_CERTIFICATES + " certificates for the second seal");
        }
        boolean[] usage = own.getKeyUsage();
        if (usage == null || !usage[NON_REPUDIATION]) {
            throw new KeyUnusable(name + ": the second seal's certificate lacks nonRepudiation");
        }
        var signer = new Signer(algorithm, second);
        if (!algorithm.isSigned(own.getPublicKey(), PROBE, signer.sign(PROBE))) {
            throw new KeyUnusable(name + ": the second seal's certificate belongs to another key");
        }
        return new TwoSeals(first, signer);
    }

    /**
     * The second seal beside another first one; that one alone while a certificate of the second is not valid, or once what the
     * second rests on has ended: it would add nothing, and be renewed for nothing.
     */
    public Seal beside(Seal another, Instant now, AlgorithmDates dates) {
        boolean lasts = now.isBefore(Lifespan.ofSecond(second.chain()).end(dates));
        boolean valid = second.chain().stream()
                .allMatch(
                        certificate -> !now.isBefore(certificate.getNotBefore().toInstant())
                                && !now.isAfter(certificate.getNotAfter().toInstant()));
        return lasts && valid ? new TwoSeals(another, second) : another;
    }

    @Override
    public byte[] sign(byte[] input) {
        return first.sign(input);
    }

    @Override
    public List<X509Certificate> chain() {
        return first.chain();
    }

    @Override
    public Optional<SecondSigner> second() {
        return Optional.of(second);
    }

    @Override
    public String toString() {
        return first + " and " + second;
    }

    private static final class Signer implements SecondSigner {
        private final MlDsa algorithm;
        private final PrivateKey key;
        private final List<X509Certificate> chain;

        Signer(MlDsa algorithm, Credential credential) {
            this.algorithm = algorithm;
            this.key = credential.key().reveal();
            this.chain = credential.chain();
        }

        @Override
        public byte[] sign(byte[] input) {
            try {
                Signature signature = Signature.getInstance(algorithm.label());
                signature.initSign(key);
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException | ProviderException e) {
                throw new KeyUnusable(
                        "the second seal does not sign: " + e.getClass().getSimpleName());
            }
        }

        @Override
        public List<X509Certificate> chain() {
            return chain;
        }

        @Override
        public String toString() {
            return "Signer[" + algorithm.label() + ", serial "
                    + chain.getFirst().getSerialNumber().toString(16) + "]";
        }
    }
}
