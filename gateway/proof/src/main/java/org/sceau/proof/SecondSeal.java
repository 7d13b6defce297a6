package org.sceau.proof;

/**
 * A second seal that holds.
 *
 * @param algorithm that it is made with
 * @param sealer who made it
 */
public record SecondSeal(MlDsa algorithm, Sealer sealer) {}
