package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.sceau.trust.CardOppositions;
import org.sceau.trust.ProfessionalQualities;

/**
 * Oppositions out of the directory in force, of holders' certificates: an authority or a server is stopped by revocation lists
 * alone, or the directory could shut itself out for good. Silence is asked of cards alone: what is no card does not stop when a source is
 * late, least of all the server that would have to be asked, whatever numbers its certificate has.
 */
public final class DirectoryOppositions implements CardOppositions {
    private final Directory directory;
    private final ProfessionalQualities qualities;

    /** Asks {@code directory}; {@code qualities} tells which certificates are cards, and their numbers. */
    public DirectoryOppositions(Directory directory, ProfessionalQualities qualities) {
        this.directory = directory;
        this.qualities = qualities;
    }

    @Override
    public Optional<Instant> since(X509Certificate certificate) {
        if (certificate.getBasicConstraints() >= 0 || Holders.isServers(certificate)) {
            return Optional.empty();
        }
        return directory.opposed(certificate, qualities.cardNumbers(certificate));
    }

    @Override
    public Instant silenceUntil(X509Certificate certificate) {
        Instant until = directory.silenceUntil();
        boolean asked = !until.equals(Instant.MAX) && !Holders.isServers(certificate) && qualities.isCard(certificate);
        return asked ? until : Instant.MAX;
    }
}
