package org.sceau.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.sceau.proof.AlgorithmPolicy;
import org.sceau.suites.KeySuite;

/** Finds out, while a list passes, which of the certificates of its issuer's name signed it. Not thread-safe. */
final class ListSigners extends OutputStream {
    /** Index in {@link X509Certificate#getKeyUsage()} of cRLSign. */
    private static final int CRL_SIGN = 6;
    /** Most keys under one name that are tried: an authority renews its key once in some years. */
    private static final int MAXIMUM = 8;

    private final List<Candidate> candidates;
    private final String algorithm;

    private ListSigners(List<Candidate> candidates, String algorithm) {
        this.candidates = candidates;
        this.algorithm = algorithm;
    }

    static ListSigners of(TrustAnchors anchors, X500Principal issuer, AlgorithmIdentifier algorithm)
            throws IOException {
        String name = new DefaultSignatureNameFinder().getAlgorithmName(algorithm);
        if (anchors.rules().algorithms() && KeySuite.isBrokenSignature(name)) {
            throw new StreamCorruptedException("it is signed with " + name);
        }
        List<Candidate> candidates = new ArrayList<>();
        for (X509Certificate certificate : anchors.signers()) {
            if (candidates.size() < MAXIMUM
                    && mayList(certificate)
                    && certificate.getSubjectX500Principal().equals(issuer)) {
                try {
                    ContentVerifier verifier = new JcaContentVerifierProviderBuilder()
                            .build(certificate.getPublicKey())
                            .get(algorithm);
                    candidates.add(new Candidate(certificate, verifier, verifier.getOutputStream()));
                } catch (OperatorCreationException _) {
                    // a key of another family
                }
            }
        }
        if (candidates.isEmpty()) {
            throw unsigned();
        }
        return new ListSigners(candidates, algorithm.getAlgorithm().getId());
    }

    /** Whether the key may sign revocation lists (RFC 5280, section 4.2.1.3). */
    static boolean mayList(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (Candidate candidate : candidates) {
            candidate.digest().write(bytes, offset, length);
        }
    }

    /** Those whose key verifies; throws when there are none. */
    List<X509Certificate> who(byte[] signature) throws IOException {
        if (signature.length < 2 || signature[0] != 0) {
            throw new StreamCorruptedException("its signature is malformed");
        }
        byte[] value = Arrays.copyOfRange(signature, 1, signature.length);
        if (!AlgorithmPolicy.isSpelled(algorithm, value)) {
            throw unsigned();
        }
        List<X509Certificate> signers = candidates.stream()
                .filter(candidate -> candidate.signed(value))
                .map(Candidate::certificate)
                .toList();
        if (signers.isEmpty()) {
            throw unsigned();
        }
        return signers;
    }

    private static StreamCorruptedException unsigned() {
        return new StreamCorruptedException("no authority among the trusted certificates signed it");
    }

    private record Candidate(X509Certificate certificate, ContentVerifier verifier, OutputStream digest) {
        boolean signed(byte[] signature) {
            try {
                return verifier.verify(signature);
            } catch (RuntimeOperatorException _) {
                return false;
            }
        }
    }
}
