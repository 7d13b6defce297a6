package org.sceau.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.sceau.keys.Credential;
import org.sceau.keys.Succession;
import org.sceau.proof.Digest;

/**
 * Shows the certificate that is in force. The platform's own managers take keys out of key stores, into which a key in a token
 * does not go.
 */
final class OwnKeyManager extends X509ExtendedKeyManager {
    private final Succession<Credential> own;
    private final InstantSource clock;

    OwnKeyManager(Succession<Credential> own, InstantSource clock) {
        this.own = own;
        this.clock = clock;
    }

    /** The certificate in force, if the peer takes its type and knows somebody of its chain, or names nobody. */
    private @Nullable String chosen(String[] types, Principal @Nullable [] issuers) {
        Credential now = own.at(clock.instant());
        String type = now.certificate().getPublicKey().getAlgorithm();
        boolean wanted = Arrays.stream(types).anyMatch(asked -> isOfType(asked, type));
        return wanted
                        && (issuers == null
                                || issuers.length == 0
                                || isIssuedBy(now, new HashSet<>(Arrays.asList(issuers))))
                ? alias(now)
                : null;
    }

    /** A handshake that began with one key ends with it. */
    private static String alias(Credential credential) {
        try {
            return Digest.sha256(credential.certificate().getEncoded()).hex();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    private Optional<Credential> of(String alias) {
        return own.all().stream().filter(one -> alias(one).equals(alias)).findFirst();
    }

    /** Types may name the family of their issuer's key, too: EC_RSA. */
    private static boolean isOfType(String asked, String type) {
        return asked.equals(type) || asked.startsWith(type + "_");
    }

    private static boolean isIssuedBy(Credential now, Set<Principal> issuers) {
        return now.chain().stream().map(X509Certificate::getIssuerX500Principal).anyMatch(issuers::contains);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chosen(types, issuers);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chosen(types, issuers);
    }

    @Override
    public @Nullable String chooseServerAlias(String asked, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chosen(new String[] {asked}, issuers);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String asked, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chosen(new String[] {asked}, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String asked, Principal @Nullable [] issuers) {
        return aliases(asked, issuers);
    }

    @Override
    public String @Nullable [] getServerAliases(String asked, Principal @Nullable [] issuers) {
        return aliases(asked, issuers);
    }

    private String @Nullable [] aliases(String asked, Principal @Nullable [] issuers) {
        String alias = chosen(new String[] {asked}, issuers);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return of(alias).map(one -> one.chain().toArray(new X509Certificate[0])).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return of(alias).map(one -> one.key().reveal()).orElse(null);
    }
}
