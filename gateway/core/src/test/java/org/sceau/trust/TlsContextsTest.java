package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.keys.Credential;
import org.sceau.keys.SoftHsm;
import org.sceau.keys.Token;
import org.sceau.keys.TokenUnusable;
import org.sceau.transfer.PartnerId;

class TlsContextsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    /** Milliseconds after which a handshake that hangs fails the test. */
    private static final int PATIENCE = 20_000;

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), random);
    private final DevelopmentParty server =
            pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
    private final DevelopmentParty client = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000002");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void bothSidesOfAGoodHandshakeKnowEachOther(String name) throws IOException {
        assertThat(handshake(server.tls(), client.auth(), name, TlsContexts.clientParameters()))
                .isEqualTo("TLSv1.3 " + client.auth().certificate().getSerialNumber());
    }

    @Test
    void olderVersionIsSpokenWhenTheClientHasNoNewer() throws IOException {
        SSLParameters parameters = TlsContexts.clientParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});

        assertThat(handshake(server.tls(), client.auth(), "localhost", parameters))
                .startsWith("TLSv1.2 ");
    }

    @Test
    void keysAreNotAgreedOnInSmallGroups() {
        SSLParameters parameters = TlsContexts.clientParameters();
        parameters.setNamedGroups(new String[] {"ffdhe2048"});

        assertThatThrownBy(() -> handshake(server.tls(), client.auth(), "localhost", parameters))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
            })
    void suitesWithoutAeadOrOnOtherGroupsAreNotSpoken(String suite) {
        SSLParameters parameters = TlsContexts.clientParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});
        parameters.setCipherSuites(new String[] {suite});

        assertThatThrownBy(() -> handshake(server.tls(), client.auth(), "localhost", parameters))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1"})
    void theGroupsOfThePolicyAre(String group) throws IOException {
        SSLParameters parameters = TlsContexts.clientParameters();
        parameters.setNamedGroups(new String[] {group});

        assertThat(handshake(server.tls(), client.auth(), "localhost", parameters))
                .startsWith("TLSv1.3 ");
    }

    @Test
    void revokedClientIsTurnedAway() {
        pki.revoke(client.auth().certificate());

        assertThatThrownBy(() -> handshake(server.tls(), client.auth(), "localhost", TlsContexts.clientParameters()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void signatureCertificateOpensNoChannel() {
        assertThatThrownBy(() -> handshake(server.tls(), client.sign(), "localhost", TlsContexts.clientParameters()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void revokedServerIsNotSpokenTo() {
        pki.revoke(server.tls().certificate());

        assertThatThrownBy(() -> handshake(server.tls(), client.auth(), "localhost", TlsContexts.clientParameters()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void clientCertificateIsNoServer() {
        assertThatThrownBy(() -> handshake(server.auth(), client.auth(), "localhost", TlsContexts.clientParameters()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void serverUnderAnotherNameIsNotSpokenTo() {
        assertThatThrownBy(
                        () -> handshake(server.tls(), client.auth(), "store.example", TlsContexts.clientParameters()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void clientThatDoesNotCheckTheNameIsRefused() {
        assertThatThrownBy(() -> handshake(server.tls(), client.auth(), "localhost", new SSLParameters()))
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothSidesMayHaveTheirKeysInAToken(String version) throws Exception {
        SoftHsm hsm = SoftHsm.create("tls-" + version.charAt(version.length() - 1), directory);
        hsm.put("tls", server.tls(), directory);
        hsm.put("auth", client.auth(), directory);
        SSLParameters parameters = TlsContexts.clientParameters();
        parameters.setProtocols(new String[] {version});
        try (Token token = Token.open(hsm.place(), InstantSource.system())) {
            List<X509Certificate> issuers = List.of(pki.issuing());

            assertThat(handshake(
                            token.credential("tls", issuers),
                            token.credential("auth", issuers),
                            "localhost",
                            parameters))
                    .isEqualTo(version + " " + client.auth().certificate().getSerialNumber());

            hsm.remove();
            assertThatThrownBy(
                            () -> handshake(token.credential("tls", issuers), client.auth(), "localhost", parameters))
                    .isInstanceOf(TokenUnusable.class);
        }
    }

    @Test
    void contextOpensFromFiles() throws IOException {
        pki.writeTo(directory, random);
        Path home = directory.resolve("parties/gateway");

        SSLContext context = TlsContexts.of(home.resolve("tls.p12"), home.resolve("passphrase"), trust(), random);

        assertThat(context.getServerSocketFactory().getSupportedCipherSuites()).contains("TLS_AES_256_GCM_SHA384");
        assertThat(TlsContexts.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }

    /** Version, and serial number of the client as the server saw it; one byte passes, for TLS 1.3 refuses late. */
    private String handshake(Credential serverKey, Credential clientKey, String name, SSLParameters parameters)
            throws IOException {
        GatewayTrustManager trust = trust();
        SSLContext serverSide = TlsContexts.of(serverKey, trust, random);
        SSLContext clientSide = TlsContexts.of(clientKey, trust, random);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var listening =
                (SSLServerSocket) serverSide.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            listening.setSSLParameters(TlsContexts.serverParameters());
            listening.setSoTimeout(PATIENCE);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> serve(listening));
            try (Socket plain = new Socket(loopback, listening.getLocalPort());
                    var socket = (SSLSocket)
                            clientSide.getSocketFactory().createSocket(plain, name, listening.getLocalPort(), true)) {
                socket.setSoTimeout(PATIENCE);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                if (socket.getInputStream().read() != 1) {
                    throw new IOException("turned away");
                }
            }
            return seen.join();
        }
    }

    private static String serve(SSLServerSocket listening) {
        try (var socket = (SSLSocket) listening.accept()) {
            socket.setSoTimeout(PATIENCE);
            socket.startHandshake();
            var session = socket.getSession();
            var peer = (X509Certificate) session.getPeerCertificates()[0];
            socket.getOutputStream().write(1);
            socket.getOutputStream().flush();
            return session.getProtocol() + " " + peer.getSerialNumber();
        } catch (IOException e) {
            return "refused";
        }
    }

    private GatewayTrustManager trust() {
        TrustAnchors anchors = pki.anchors(Duration.ofDays(7));
        return new GatewayTrustManager(new CertificateChecker(anchors), InstantSource.fixed(NOW));
    }
}
