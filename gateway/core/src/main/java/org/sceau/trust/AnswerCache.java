package org.sceau.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Answers of responders that revoke, as they were received, in a directory: a file for each certificate, replaced in one step.
 * Only they: a good answer is asked for anew after a start, a revocation must not wait for a responder that is down. Not
 * thread-safe.
 */
final class AnswerCache {
    private final Path directory;

    AnswerCache(Path directory) {
        this.directory = directory;
    }

    /**
     * What is kept of a certificate, verified as when it came; empty when nothing is. What is there and cannot be read, does not
     * revoke this certificate, or is of one that none of {@code authorities} issued, is {@link OcspAnswer.Said.Lost}.
     */
    Optional<OcspAnswer> kept(X509Certificate certificate, List<X509Certificate> authorities) {
        try (InputStream in = Files.newInputStream(file(certificate))) {
            byte[] answer = in.readNBytes(OcspExchange.MAXIMUM_BYTES);
            return OcspQuestion.about(certificate, authorities)
                    .map(question -> revoking(answer, question))
                    .or(() -> Optional.of(lost(certificate)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(lost(certificate));
        }
    }

    private static OcspAnswer revoking(byte[] answer, OcspQuestion question) {
        try {
            OcspAnswer kept = OcspReader.kept(answer, question);
            return kept.said() instanceof OcspAnswer.Said.Revoked ? kept : lost(question.certificate());
        } catch (TrustUnusable _) {
            return lost(question.certificate());
        }
    }

    private static OcspAnswer lost(X509Certificate certificate) {
        Refresher.warn(name(certificate), "unreadable");
        return OcspAnswer.lost();
    }

    /** Keeps an answer that revokes; when this returns it is on stable storage. */
    void keep(X509Certificate certificate, byte[] answer) throws IOException {
        ListCache.make(directory);
        Files.write(ListCache.fresh(file(certificate)), answer);
        ListCache.replace(file(certificate));
    }

    /** The responder takes it back. A crash may bring the file back, which refuses until the responder answers again. */
    void forget(X509Certificate certificate) throws IOException {
        Files.deleteIfExists(file(certificate));
    }

    private Path file(X509Certificate certificate) {
        return directory.resolve(name(certificate));
    }

    /** Of the file. */
    static String name(X509Certificate certificate) {
        return CertificateChecker.thumbprint(certificate).hex() + ".ocsp";
    }
}
