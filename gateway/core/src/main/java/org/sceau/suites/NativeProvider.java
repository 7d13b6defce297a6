package org.sceau.suites;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;

/**
 * P-256 in native code (AWS-LC, by the Amazon Corretto provider), where its library loads: a signature or an agreement then
 * costs a fifth of what it does in Java. Looked for once, at the first use; where it does not load everything works without.
 * Never put before the platform's own providers, so that nothing else changes. Thread-safe.
 */
public final class NativeProvider {
    /** System property: {@code off} does without. */
    public static final String SWITCH = "sceau.native";

    private static final String OFF = "off";

    private NativeProvider() {}

    /** The provider; empty when it is switched off or does not load on this machine. */
    public static Optional<Provider> get() {
        return Loaded.PROVIDER;
    }

    /** One word for an operator: the provider's name and version, {@code off}, or {@code unavailable}. */
    public static String inWords() {
        return Loaded.WORDS;
    }

    /** Initialised by whoever asks first: unpacking the library takes some 50 ms, which no short command has to wait for. */
    private static final class Loaded {
        static final Optional<Provider> PROVIDER;
        static final String WORDS;

        static {
            boolean off = OFF.equals(System.getProperty(SWITCH));
            PROVIDER = off ? Optional.empty() : load();
            WORDS = PROVIDER.map(provider -> provider.getName() + '/' + provider.getVersionStr())
                    .orElse(off ? OFF : "unavailable");
        }

        private static Optional<Provider> load() {
            try {
                AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
                return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
            } catch (LinkageError e) {
                return Optional.empty(); // the jar is not there, or not for this machine
            }
        }
    }
}
