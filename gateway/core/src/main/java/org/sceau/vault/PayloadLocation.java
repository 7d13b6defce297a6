package org.sceau.vault;

/**
 * Where the ciphertext of a payload lies in the vault.
 *
 * @param file name of a segment or of a file of its own, relative to the vault's directory
 * @param offset of the first byte
 * @param length in bytes, without the tag
 */
public record PayloadLocation(String file, long offset, long length) {}
