package org.sceau.trust;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.sceau.failure.FailureCode;
import org.sceau.suites.KeySuite;

/**
 * Decides during a handshake whether a peer's certificate is good: anchors, validity, revocation and key usage as
 * {@link CertificateChecker} has them. Thread-safe.
 *
 * <p>Guarantees: a server is accepted only when its certificate names the host that was asked for; a connection that asks
 * for no such check is refused. What is not promised: a resumed session is not judged again, so whoever serves a request
 * MUST judge the session's certificate anew.
 */
public final class GatewayTrustManager extends X509ExtendedTrustManager {
    private final CertificateChecker checker;
    private final InstantSource clock;

    /** Judges with this checker at this clock's now. */
    public GatewayTrustManager(CertificateChecker checker, InstantSource clock) {
        this.checker = checker;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        require(chain, Purpose.TLS_CLIENT, clock.instant());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server cannot be judged without the name it was asked for by");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket secured)) {
            throw new CertificateException("a server cannot be judged without a secured channel");
        }
        requireHostCheck(secured.getSSLParameters());
        Instant now = clock.instant();
        require(chain, Purpose.TLS_SERVER, now);
        platform(now).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireHostCheck(engine.getSSLParameters());
        Instant now = clock.instant();
        require(chain, Purpose.TLS_SERVER, now);
        platform(now).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        TrustAnchors anchors = checker.anchors();
        return Stream.concat(anchors.anchors().stream(), anchors.intermediates().stream())
                .toArray(X509Certificate[]::new);
    }

    private void require(X509Certificate[] chain, Purpose purpose, Instant at) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException(FailureCode.CERTIFICATE_REQUIRED.code());
        }
        var failure = checker.check(List.of(chain), purpose, at).failure();
        if (failure.isPresent()) {
            throw new CertificateException(failure.get().code());
        }
    }

    private static void requireHostCheck(SSLParameters parameters) throws CertificateException {
        String algorithm = parameters.getEndpointIdentificationAlgorithm();
        if (algorithm == null || algorithm.isEmpty()) {
            throw new CertificateException("the client does not ask that the server's name be checked");
        }
    }

    /** The platform's own judge, for the host name and its constraints on algorithms. */
    private X509ExtendedTrustManager platform(Instant now) throws CertificateException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(KeySuite.PATH);
            factory.init(new CertPathTrustManagerParameters(
                    PathFinder.parameters(PathQuestion.of(checker.anchors(), now, Duration.ZERO), List.of())));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new TrustUnusable("the platform judges no servers");
        }
        throw new CertificateException("the platform judges no servers");
    }
}
