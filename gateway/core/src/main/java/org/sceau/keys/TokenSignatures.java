package org.sceau.keys;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;

/**
 * By which the platform's TLS signs with keys in tokens. It stands last in the list of providers and takes no other keys, so
 * that nothing changes for anybody else; the token's own provider is not in the list, for it does not outlive a token's absence.
 */
final class TokenSignatures extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "SceauTokens";

    private TokenSignatures() {
        super(NAME, "1", "signatures with keys in tokens");
        putService(
                new Service(
                        this,
                        "Signature",
                        KeySuite.CERTIFICATE_SIGNATURE,
                        Signing.class.getName(),
                        List.of(),
                        Map.of("SupportedKeyClasses", HeldKey.class.getName())) {
                    @Override
                    public Object newInstance(@Nullable Object parameter) {
                        return new Signing();
                    }
                });
    }

    /** Adds it to the list of providers, once. */
    static void register() {
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new TokenSignatures());
        }
    }

    /** Collects what is to be signed; a token signs at once. */
    private static final class Signing extends SignatureSpi {
        private final ByteArrayOutputStream input = new ByteArrayOutputStream();
        private @Nullable HeldKey own;

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof HeldKey held)) {
                throw new InvalidKeyException("not in a token");
            }
            own = held;
            input.reset();
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("tokens do not verify");
        }

        @Override
        protected void engineUpdate(byte b) {
            input.write(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            input.write(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            HeldKey key = own;
            if (key == null) {
                throw new SignatureException("no key");
            }
            try {
                return key.sign(KeySuite.CERTIFICATE_SIGNATURE, input.toByteArray());
            } catch (TokenUnusable e) {
                throw new SignatureException(e.getMessage(), e);
            } finally {
                input.reset();
            }
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            throw new SignatureException("tokens do not verify");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException("no parameters");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException("no parameters");
        }
    }
}
