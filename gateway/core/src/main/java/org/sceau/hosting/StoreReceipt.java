package org.sceau.hosting;

import org.sceau.proof.Digest;

/**
 * What a store answers to a deposit.
 *
 * @param manifest SHA-256 of the manifest, which names every object with its length and digest
 * @param repeated true when the store held the deposit already
 */
public record StoreReceipt(Digest manifest, boolean repeated) {}
