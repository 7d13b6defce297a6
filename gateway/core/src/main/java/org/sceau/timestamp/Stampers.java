package org.sceau.timestamp;

/**
 * What has things time-stamped while a gateway runs.
 *
 * @param journal stamps the journal
 * @param signatures stamps signatures by themselves, of routes that ask for it
 */
public record Stampers(Stamper journal, SignatureStamper signatures) {}
