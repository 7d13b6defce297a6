package org.sceau.proof;

import java.time.Instant;

/**
 * Who sealed or signed, and when by its own word.
 *
 * @param subject distinguished name of the certificate (RFC 4514)
 * @param thumbprint SHA-256 of the DER certificate
 * @param anchor distinguished name of the trust anchor
 * @param at claimed time, whole seconds
 */
public record Sealer(String subject, Digest thumbprint, String anchor, Instant at) {}
