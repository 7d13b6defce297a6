package org.sceau.suites;

import java.security.GeneralSecurityException;

/** A reader's P-256 key in a token. */
final class HeldP256 implements AgreementPrivateKey {
    private final HeldKey held;
    private final AgreementPublicKey.P256 publicKey;

    HeldP256(HeldKey held, AgreementPublicKey.P256 publicKey) {
        this.held = held;
        this.publicKey = publicKey;
    }

    @Override
    public AgreementPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public AgreedSecret agree(AgreementPublicKey other) {
        AgreementPublicKey.P256 theirs = AgreementPublicKey.onP256(other);
        try {
            return AgreedSecret.overP256(held.agree(theirs.ofPlatform()));
        } catch (GeneralSecurityException e) {
            throw new SealBroken();
        }
    }

    @Override
    public String toString() {
        return "AgreementPrivateKey[REDACTED]";
    }
}
