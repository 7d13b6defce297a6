package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.util.List;

/** A seal that signs until the end of its algorithms, then throws {@link SigningEnded}. */
record DatedSeal(Seal seal, SigningEnds ends) implements Seal {
    @Override
    public byte[] sign(byte[] input) {
        ends.require(SigningEnds.ofSeal(chain().getFirst().getPublicKey()));
        return seal.sign(input);
    }

    @Override
    public List<X509Certificate> chain() {
        return seal.chain();
    }
}
