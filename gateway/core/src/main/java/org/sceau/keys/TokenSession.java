package org.sceau.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.login.FailedLoginException;
import org.sceau.suites.KeySuite;

/**
 * A login to a token by the platform's provider. It ends with the next start of the library; whoever uses it holds the library's
 * lock.
 */
final class TokenSession {
    /** Names of providers are not used twice. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Provider provider;
    private final KeyStore store;
    private final long slot;
    private final int start;
    private final Map<String, PrivateKey> keys = new ConcurrentHashMap<>();

    private TokenSession(Provider provider, KeyStore store, long slot, int start) {
        this.provider = provider;
        this.store = store;
        this.slot = slot;
        this.start = start;
    }

    /** What is done with a key. */
    @FunctionalInterface
    interface Use<T> {
        T with(Provider provider, PrivateKey key) throws GeneralSecurityException;
    }

    /** What is done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T in(TokenSession session) throws GeneralSecurityException;
    }

    /** Logs in, with one attempt. */
    static TokenSession open(TokenPlace place, TokenLibrary library) {
        List<TokenLibrary.Slot> slots = library.slots(place.label());
        if (slots.size() != 1) {
            throw new TokenUnusable(slots.isEmpty() ? TokenFault.ABSENT : TokenFault.AMBIGUOUS, place.label());
        }
        TokenLibrary.Slot slot = slots.getFirst();
        if (slot.locked() || slot.lastTry()) {
            throw new TokenUnusable(slot.locked() ? TokenFault.PIN_LOCKED : TokenFault.PIN_LAST_TRY, place.label());
        }
        Provider provider = provider(place, slot.id());
        return new TokenSession(provider, loggedIn(place, provider), slot.id(), library.starts());
    }

    private static Provider provider(TokenPlace place, long slot) {
        String configuration = String.join(
                "\n",
                "--name = Sceau" + NUMBER.incrementAndGet(),
                "library = " + place.library(),
                "slot = " + slot,
                // or the provider looks for a removable token by itself, beside the library's next start
                "destroyTokenAfterLogout = true",
                "attributes(generate, CKO_PRIVATE_KEY, CKK_EC) = {",
                "CKA_TOKEN = true",
                "CKA_PRIVATE = true",
                "CKA_SENSITIVE = true",
                "CKA_EXTRACTABLE = false",
                "CKA_SIGN = true",
                "CKA_DERIVE = true",
                "}",
                "attributes(generate, CKO_PUBLIC_KEY, CKK_EC) = {",
                "CKA_TOKEN = false",
                "}",
                // an agreed secret is for us: it exists in the token for one call
                "attributes(generate, CKO_SECRET_KEY, *) = {",
                "CKA_SENSITIVE = false",
                "CKA_EXTRACTABLE = true",
                "}",
                "");
        try {
            return Security.getProvider(KeySuite.TOKEN_PROVIDER).configure(configuration);
        } catch (RuntimeException e) { // the provider's failures are unchecked
            throw new TokenUnusable(TokenFault.LIBRARY, place.label());
        }
    }

    private static KeyStore loggedIn(TokenPlace place, Provider provider) {
        char[] pin = pin(place);
        try {
            KeyStore store = KeyStore.getInstance(KeySuite.TOKEN_STORE, provider);
            store.load(null, pin);
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) { // the provider's failures are unchecked
            throw new TokenUnusable(refused(e), place.label());
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static char[] pin(TokenPlace place) {
        try {
            return Passphrase.read(place.pinFile()).reveal();
        } catch (KeyUnusable e) {
            throw new TokenUnusable(TokenFault.PIN_FILE, place.pinFile().toString());
        }
    }

    /** The library's own word is only in the message of an exception that is not exported. */
    private static TokenFault refused(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("CKR_PIN_LOCKED")) {
                return TokenFault.PIN_LOCKED;
            }
            if (cause instanceof FailedLoginException || message.contains("CKR_PIN_")) {
                return TokenFault.PIN_REFUSED;
            }
        }
        return TokenFault.SILENT;
    }

    Provider provider() {
        return provider;
    }

    KeyStore store() {
        return store;
    }

    /** Whether the library still runs as when this was opened, and its token answers. */
    boolean answers(TokenLibrary library, String label) {
        return library.starts() == start && library.named(slot, label).isPresent();
    }

    boolean isOfStart(int starts) {
        return start == starts;
    }

    /** The private key whose certificate has that label. */
    PrivateKey key(String label) throws GeneralSecurityException {
        PrivateKey known = keys.get(label);
        if (known != null) {
            return known;
        }
        if (!(store.getKey(label, null) instanceof PrivateKey found)) {
            throw new TokenUnusable(TokenFault.KEY, "key " + label);
        }
        keys.put(label, found);
        return found;
    }

    /** The certificate of that label and its issuers that are in the token. */
    List<X509Certificate> chain(String label) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] stored = store.getCertificateChain(label);
        for (Certificate certificate : stored == null ? new Certificate[0] : stored) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        return chain;
    }

    boolean isKey(String label) {
        try {
            return store.isKeyEntry(label);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Labels a key in the token and stores its certificates. */
    void put(String label, PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        if (store.containsAlias(label)) {
            throw new TokenUnusable(TokenFault.TAKEN, "key " + label);
        }
        store.setKeyEntry(label, key, null, chain.toArray(new Certificate[0]));
    }

    /** Takes a label away whose key has another by now. */
    void forget(String label) throws GeneralSecurityException {
        keys.remove(label);
        if (store.containsAlias(label)) {
            store.deleteEntry(label);
        }
    }

    /** Throws {@link TokenUnusable} when a key is not there any more, is another, or its certificate is. */
    boolean requireSame(Map<String, X509Certificate> known, String token) {
        for (Map.Entry<String, X509Certificate> one : known.entrySet()) {
            try {
                var _ = key(one.getKey());
                if (!chain(one.getKey()).getFirst().equals(one.getValue())) {
                    throw new TokenUnusable(TokenFault.CHANGED, "key " + one.getKey());
                }
                TokenKey own =
                        new TokenKey(new Here(), one.getKey(), one.getValue().getPublicKey());
                if (!Probe.fits(own, one.getValue())) {
                    throw new TokenUnusable(TokenFault.MISMATCH, "key " + one.getKey());
                }
            } catch (GeneralSecurityException e) {
                throw new TokenUnusable(TokenFault.SILENT, token);
            }
        }
        return true;
    }

    /** Keys in this session, and in no other. */
    private final class Here implements TokenKey.Access {
        @Override
        public <T> T use(String label, TokenSession.Use<T> use) {
            try {
                return use.with(provider, key(label));
            } catch (TokenUnusable e) {
                throw e;
            } catch (GeneralSecurityException | RuntimeException e) { // the provider's failures are unchecked
                throw new TokenUnusable(TokenFault.SILENT, "key " + label);
            }
        }
    }
}
