package org.sceau.keys;

import java.nio.file.Path;

/**
 * Where keys are that do not leave their token.
 *
 * @param library the token's PKCS#11 library, absolute
 * @param label of the token; numbers of slots change when a machine starts anew, labels do not
 * @param pinFile its one line is the PIN of the user
 */
public record TokenPlace(Path library, String label, Path pinFile) {}
