package org.sceau.suites;

import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The curves, in Bouncy Castle's own arithmetic: for P-256 agreement six times faster than the JDK's (measured on 25). */
final class Curves {
    static final ECDomainParameters P256 = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private Curves() {}
}
