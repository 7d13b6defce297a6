/**
 * Whom the gateway believes: trust anchors, revocation, what a certificate may be used for, which professional quality it
 * proves. Never asks the network. Start with {@link org.sceau.trust.CertificateChecker}.
 */
@NullMarked
package org.sceau.trust;

import org.jspecify.annotations.NullMarked;
