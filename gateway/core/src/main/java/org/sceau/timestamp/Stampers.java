package org.sceau.timestamp;

/**
 * What has things time-stamped while a gateway runs.
 *
 * @param journal stamps the journal
 * @param signatures stamps signatures by themselves, of routes that ask for it
 * @param renewals renews the journal's time-stamps
 * @param archive renews those of signatures
 */
public record Stampers(Stamper journal, SignatureStamper signatures, Renewer renewals, Renewer archive) {}
