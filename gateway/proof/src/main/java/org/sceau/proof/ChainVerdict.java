package org.sceau.proof;

import java.security.cert.X509Certificate;

/** Whether a certificate may be believed at a moment. */
public sealed interface ChainVerdict {

    /** A chain leads to {@code anchor}; everything on it was valid at the moment, and not revoked if lists were given. */
    record Trusted(X509Certificate anchor) implements ChainVerdict {}

    /** It may not. */
    record NotTrusted(Reason reason) implements ChainVerdict {}
}
