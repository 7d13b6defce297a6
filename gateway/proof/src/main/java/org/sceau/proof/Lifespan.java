package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Until when something signed proves itself: until the first of its certificates ends, or the first of its algorithms. By
 * then it has to be covered by a new time-stamp. Immutable.
 *
 * @param certificates when the first certificate on its path ends, anchors aside
 * @param algorithms that it rests on, by the names of {@link AlgorithmDates}
 */
public record Lifespan(Instant certificates, SortedSet<String> algorithms) {

    /** Copies. */
    public Lifespan {
        algorithms = Collections.unmodifiableSortedSet(new TreeSet<>(algorithms));
    }

    /** What ends first, and when. */
    record End(Instant at, String what) {}

    /** Of a time-stamp; throws {@link MalformedProof} when a certificate in it cannot be read. */
    public static Lifespan of(TimeStampToken token) {
        return of(token.chain(), token.algorithms());
    }

    /** Of a second seal; throws {@link MalformedProof} when a certificate in it cannot be read. */
    public static Lifespan of(DetachedSeal second) {
        return ofSecond(second.certificates());
    }

    /** Of a second seal by this chain. */
    public static Lifespan ofSecond(List<X509Certificate> chain) {
        return of(chain, List.of(HashAlgorithm.SHA_512.label()));
    }

    /** Of a seal with the note it is over; throws {@link MalformedProof}. */
    public static Lifespan of(SealedCheckpoint sealed) {
        JadesHeader header = JadesHeader.ofFile(Part.SEAL, sealed.jades());
        return of(sealed.chain(), List.of(hash(header.algorithm()), KeyNames.ED25519));
    }

    /**
     * Of a signature over SHA-256 digests that has a time-stamp of its own: until its first algorithm ends. That it is older
     * than the end of its certificates the time-stamp shows.
     *
     * @param algorithm of the signature (RFC 7518)
     */
    public static Lifespan ofSignature(String algorithm, List<X509Certificate> chain) {
        List<String> hashes = List.of(hash(algorithm), HashAlgorithm.SHA_256.label());
        return new Lifespan(Instant.MAX, of(chain, hashes).algorithms());
    }

    private static String hash(String algorithm) {
        return algorithm.endsWith("384") ? "sha-384" : "sha-256";
    }

    static Lifespan of(List<X509Certificate> chain, List<String> more) {
        SortedSet<String> algorithms = new TreeSet<>(more);
        Instant end = Instant.MAX;
        for (X509Certificate certificate : chain) {
            if (selfSigned(certificate)) {
                continue;
            }
            Instant ends = certificate.getNotAfter().toInstant();
            end = ends.isBefore(end) ? ends : end;
            algorithms.addAll(KeyNames.of(certificate));
        }
        return new Lifespan(end, algorithms);
    }

    /** The name alone does not tell: whoever has an anchor's old key could name all that he issues like it. */
    private static boolean selfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Of both together. */
    public Lifespan and(Lifespan other) {
        SortedSet<String> both = new TreeSet<>(algorithms);
        both.addAll(other.algorithms);
        return new Lifespan(certificates.isBefore(other.certificates) ? certificates : other.certificates, both);
    }

    /** When it has to be covered at the latest. */
    public Instant end(AlgorithmDates dates) {
        return first(dates).at();
    }

    private End first(AlgorithmDates dates) {
        End first = new End(certificates, "certificate");
        for (String algorithm : algorithms) {
            Optional<Instant> end = dates.end(algorithm).filter(first.at()::isAfter);
            if (end.isPresent()) {
                first = new End(end.get(), algorithm);
            }
        }
        return first;
    }

    /** Whether it had not ended by {@code at}. */
    boolean holds(Instant at, AlgorithmDates dates) {
        return at.isBefore(end(dates));
    }

    /** Throws {@link MalformedProof} when it had ended by {@code at}, the moment from which it is covered otherwise. */
    void require(Part part, Instant at, AlgorithmDates dates) {
        End first = first(dates);
        if (!at.isBefore(first.at())) {
            throw new MalformedProof(part, Reason.NOT_RENEWED, first.what() + " " + first.at() + " <= " + at);
        }
    }

    /** The algorithms as one text, for a column. */
    public String algorithmsText() {
        return String.join(" ", algorithms);
    }

    /** From {@link #algorithmsText}. */
    public static Lifespan of(Instant certificates, String algorithms) {
        return new Lifespan(certificates, new TreeSet<>(Arrays.asList(algorithms.split(" ", -1))));
    }
}
