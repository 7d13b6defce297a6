package org.sceau.identity;

import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * An authenticated partner organisation.
 *
 * @param partner the partner whose registered certificate was presented
 * @param thumbprint SHA-256 of the DER certificate of the TLS session
 * @param quality the professional quality that the certificate, or the directory, proves
 */
public record Caller(PartnerId partner, Digest thumbprint, ProfessionalQuality quality) {}
