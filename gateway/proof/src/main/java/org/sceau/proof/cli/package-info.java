/**
 * The verifier's command line: {@link org.sceau.proof.cli.VerifyMain}. It reads files, never the network, and prints the
 * verdict for people (French or English) or for machines.
 */
@NullMarked
package org.sceau.proof.cli;

import org.jspecify.annotations.NullMarked;
