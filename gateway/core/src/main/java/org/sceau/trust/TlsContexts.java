package org.sceau.trust;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Passphrase;
import org.sceau.keys.Succession;
import org.sceau.suites.KeySuite;

/** Makes contexts of secured channels: TLS 1.3, 1.2 allowed (CI-SIS volet transport REST). */
public final class TlsContexts {
    /**
     * How long a client goes by what it found of a server: connections are not kept and sessions not resumed beyond, for
     * neither asks again whether the server's certificate was revoked.
     */
    public static final Duration LONGEST_KNOWN = Duration.ofMinutes(10);

    private TlsContexts() {}

    /** A context with the only key of a PKCS#12 file; throws {@link KeyUnusable} when it cannot be opened. */
    public static SSLContext of(Path keyStore, Path passphraseFile, GatewayTrustManager trust, SecureRandom random) {
        return of(KeyStoreFile.read(keyStore, Passphrase.read(passphraseFile)), trust, random);
    }

    /** A context that shows {@code own} and judges peers by {@code trust}; for servers and for clients. */
    public static SSLContext of(Credential own, GatewayTrustManager trust, SecureRandom random) {
        return of(Succession.of(own), () -> Instant.EPOCH, trust, random);
    }

    /** As {@link #of(Credential, GatewayTrustManager, SecureRandom)}, with the one that is in force at each handshake. */
    public static SSLContext of(
            Succession<Credential> keys, InstantSource clock, GatewayTrustManager trust, SecureRandom random) {
        for (Credential own : keys.all()) {
            String certified = own.certificate().getPublicKey().getAlgorithm();
            if (!own.key().reveal().getAlgorithm().equals(certified)) {
                throw unusable(own);
            }
        }
        try {
            SSLContext context = SSLContext.getInstance(KeySuite.TLS);
            context.init(new KeyManager[] {new OwnKeyManager(keys, clock)}, new TrustManager[] {trust}, random);
            context.getClientSessionContext().setSessionTimeout(Math.toIntExact(LONGEST_KNOWN.toSeconds()));
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(keys.all().getFirst());
        }
    }

    /** The versions to be spoken, newest first; both sides set them, for a context alone does not limit a server. */
    public static String[] protocols() {
        return KeySuite.TLS_PROTOCOLS.toArray(String[]::new);
    }

    /** The suites to be spoken, best first. */
    public static String[] suites() {
        return KeySuite.TLS_SUITES.toArray(String[]::new);
    }

    /** Limits what a side will speak to those versions, suites and groups of keys. */
    public static void limit(SSLParameters parameters) {
        parameters.setProtocols(protocols());
        parameters.setCipherSuites(suites());
        parameters.setNamedGroups(KeySuite.TLS_GROUPS.toArray(String[]::new));
    }

    /** For clients: those limits, and the server's name checked. */
    public static SSLParameters clientParameters() {
        var parameters = new SSLParameters();
        limit(parameters);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** For servers: those limits, in their order, and a client certificate required. */
    public static SSLParameters serverParameters() {
        var parameters = new SSLParameters();
        limit(parameters);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    private static KeyUnusable unusable(Credential own) {
        String serial = own.certificate().getSerialNumber().toString(16);
        return new KeyUnusable("the key of certificate " + serial + " opens no channels");
    }
}
