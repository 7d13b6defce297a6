package org.sceau.proof;

/**
 * A file that somebody holds and wants compared with the evidence.
 *
 * @param name what the evidence calls it ({@code payload/0}, {@code metadata}, a URI), or empty to compare it with all
 * @param label what the holder calls it, for the report
 * @param sha256 of its bytes
 */
public record SuppliedDocument(String name, String label, Digest sha256) {}
