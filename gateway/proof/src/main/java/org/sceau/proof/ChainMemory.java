package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers the last chain that was read and how it was judged: the seals of one log carry the same certificates a hundred
 * thousand times. One chain, so its size is bounded. Thread-safe.
 */
final class ChainMemory {
    private final TrustAnchors anchors;
    private final AtomicReference<Optional<Read>> read = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Judged>> judged = new AtomicReference<>(Optional.empty());

    ChainMemory(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    private record Read(List<String> encoded, Digest thumbprint, List<X509Certificate> chain) {}

    /** Without revocation lists a verdict depends on the time by the validities on the path alone: they are intervals. */
    private record Judged(List<X509Certificate> chain, Instant from, Instant until, ChainVerdict verdict) {}

    /** The certificates that a header holds, its signer's first; throws {@link MalformedProof}. */
    List<X509Certificate> read(Part part, JadesHeader header) {
        Read known = read.get()
                .filter(last -> last.encoded().equals(header.certificates()))
                .orElseGet(() -> decode(part, header));
        if (!known.thumbprint().equals(header.thumbprint())) {
            throw new MalformedProof(part, Reason.CERTIFICATE_MISMATCH, "x5t#S256");
        }
        read.set(Optional.of(known));
        return known.chain();
    }

    ChainVerdict validate(List<X509Certificate> chain, Instant at) {
        Optional<Judged> last = judged.get()
                .filter(known ->
                        known.chain().equals(chain) && !at.isBefore(known.from()) && !at.isAfter(known.until()));
        if (last.isPresent()) {
            return last.get().verdict();
        }
        ChainVerdict verdict = anchors.validate(chain, at);
        if (verdict instanceof ChainVerdict.Trusted) {
            judged.set(Optional.of(remembered(chain, at, verdict)));
        }
        return verdict;
    }

    private Judged remembered(List<X509Certificate> chain, Instant at, ChainVerdict verdict) {
        if (anchors.checksRevocation()) {
            return new Judged(chain, at, at, verdict);
        }
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (X509Certificate certificate : chain) {
            Instant begins = certificate.getNotBefore().toInstant();
            Instant ends = certificate.getNotAfter().toInstant();
            from = begins.isAfter(from) ? begins : from;
            until = ends.isBefore(until) ? ends : until;
        }
        return new Judged(chain, from, until, verdict);
    }

    private static Read decode(Part part, JadesHeader header) {
        List<String> encoded = header.certificates();
        if (encoded.isEmpty() || encoded.size() > TrustAnchors.MAX_CHAIN) {
            throw new MalformedProof(part, Reason.CERTIFICATE_UNREADABLE, "x5c");
        }
        byte[] der = StrictBase64.standard(part, encoded.getFirst(), "x5c");
        Digest thumbprint = Digest.sha256(der);
        if (!thumbprint.equals(header.thumbprint())) {
            throw new MalformedProof(part, Reason.CERTIFICATE_MISMATCH, "x5t#S256");
        }
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(Certificates.der(der));
        for (String certificate : encoded.subList(1, encoded.size())) {
            chain.add(Certificates.der(StrictBase64.standard(Part.CERTIFICATE, certificate, "x5c")));
        }
        return new Read(List.copyOf(encoded), thumbprint, List.copyOf(chain));
    }
}
