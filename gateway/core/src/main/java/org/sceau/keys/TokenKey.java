package org.sceau.keys;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.security.PublicKey;
import java.security.Signature;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;

/** A private key in a {@link Token}. It outlives the sessions in which it is used. */
final class TokenKey implements HeldKey {
    private static final long serialVersionUID = 1L;

    private final transient Access token;
    private final String label;
    private final PublicKey publicKey;

    /** Where keys of that label are. */
    interface Access {
        /** Uses a key; throws {@link TokenUnusable} when the token does not answer. */
        <T> T use(String label, TokenSession.Use<T> use);
    }

    TokenKey(Access token, String label, PublicKey publicKey) {
        this.token = token;
        this.label = label;
        this.publicKey = publicKey;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] agree(PublicKey other) {
        return token.use(label, (provider, key) -> {
            KeyAgreement agreement = KeyAgreement.getInstance(KeySuite.AGREEMENT, provider);
            agreement.init(key);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        });
    }

    @Override
    public byte[] sign(String algorithm, byte[] input) {
        return token.use(label, (provider, key) -> {
            Signature signature = Signature.getInstance(algorithm, provider);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        });
    }

    @Override
    public String getAlgorithm() {
        return KeySuite.EC;
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a key in a token is not serialised");
    }

    @Override
    public String toString() {
        return "TokenKey[" + label + "]";
    }
}
