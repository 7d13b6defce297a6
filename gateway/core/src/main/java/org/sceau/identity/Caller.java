package org.sceau.identity;

import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * An authenticated partner organisation, and who acts for it.
 *
 * @param partner the partner whose registered certificate was presented
 * @param thumbprint SHA-256 of the DER certificate of the TLS session
 * @param quality the professional quality that the certificate, or the directory, proves
 * @param acting who acts, how that is known, and what for
 * @param provenance whose word the quality is
 * @param scope issuer of the access token that covers what is asked, and the transaction; absent where no token was sent
 */
public record Caller(
        PartnerId partner,
        Digest thumbprint,
        ProfessionalQuality quality,
        Acting acting,
        Provenance provenance,
        Optional<String> scope) {

    /** Without an access token, and nobody asks whose word the quality is. */
    public Caller(PartnerId partner, Digest thumbprint, ProfessionalQuality quality, Acting acting) {
        this(partner, thumbprint, quality, acting, Provenance.NONE, Optional.empty());
    }

    /** An organisation that states neither person nor purpose. */
    public Caller(PartnerId partner, Digest thumbprint, ProfessionalQuality quality) {
        this(partner, thumbprint, quality, Acting.ORGANISATION);
    }

    /** The same, of whom entries and receipts say the quality alone: a structure's identifier is none. */
    public Caller unnamed() {
        var alone = new ProfessionalQuality(quality.family(), quality.profession(), Optional.empty());
        return new Caller(partner, thumbprint, alone, acting.unnamed(), provenance, scope);
    }
}
