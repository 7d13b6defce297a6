package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.trust.TlsContexts;

/**
 * Speaks HTTPS with peers under the gateway's own client certificate. The peer's certificate must come from an anchor and
 * name its host. No redirect is followed, nothing is sent twice and no cookie kept. Bodies are streamed. Thread-safe.
 */
public final class PeerClient implements AutoCloseable {
    /** Largest answer that is read: 1 MiB; a transaction-response has some hundred bytes an entry. */
    static final int ANSWER_BYTES = 1 << 20;

    /** Connections in all: as many as attempts can be under way; each waits in a route that has its own limit. */
    private static final int MOST_CONNECTIONS = 1_024;

    /** A connection kept for longer than this is looked at before it is used again: peers close what is idle. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    private static final ContentType JSON = ContentType.create("application/fhir+json");
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private final CloseableHttpClient http;
    private final Duration patience;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("peer-deadlines").daemon().factory());

    private PeerClient(CloseableHttpClient http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    /**
     * A client.
     *
     * @param tls with the gateway's client certificate and a trust manager for the anchors
     * @param connect longest wait for a connection
     * @param patience longest wait for an answer, the sending included; MUST be shorter than the lease of an attempt
     */
    public static PeerClient create(SSLContext tls, Duration connect, Duration patience) {
        // the session itself checks the server's name (endpoint identification): the trust manager insists on it
        var strategy =
                new DefaultClientTlsStrategy(
                        tls,
                        TlsContexts.protocols(),
                        TlsContexts.suites(),
                        SSLBufferMode.STATIC,
                        HostnameVerificationPolicy.BUILTIN,
                        NoopHostnameVerifier.INSTANCE) {
                    @Override
                    protected void initializeSocket(SSLSocket socket) {
                        SSLParameters parameters = socket.getSSLParameters();
                        TlsContexts.limit(parameters);
                        socket.setSSLParameters(parameters);
                    }
                };
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(strategy)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(patience))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .setTimeToLive(TimeValue.of(TlsContexts.LONGEST_KNOWN))
                        .build())
                .build();
        CloseableHttpClient http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .setResponseTimeout(Timeout.of(patience))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // every connection is the gateway's own: without this, one with a client certificate is never used
                // again
                .disableConnectionState()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
        return new PeerClient(http, patience);
    }

    /** Sends a request once. */
    PeerAnswer post(PeerRequest request) {
        InputStream body;
        try {
            body = request.body().open();
        } catch (IOException e) {
            return new PeerAnswer.NotSent(FailureCode.STORE_UNAVAILABLE);
        }
        var type = ContentType.create(request.contentType());
        return send(request.uri(), new InputStreamEntity(body, request.lengthBytes(), type));
    }

    /** Asks by a form sent with POST: a search carries the patient, which must not stand in a URL. */
    PeerAnswer search(URI uri, String form) {
        return send(uri, new StringEntity(form, FORM));
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }

    /** A socket's time limit starts anew with each byte, so that the whole exchange has a limit of its own. */
    private PeerAnswer send(URI uri, HttpEntity body) {
        var request = new HttpPost(uri);
        request.setHeader(HttpHeaders.ACCEPT, JSON.getMimeType());
        request.setEntity(body);
        var deadline = deadlines.schedule(request::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
        try (body) {
            var context = HttpClientContext.create();
            return http.execute(request, context, response -> answered(response, context.getSSLSession()));
        } catch (ConnectException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | NoRouteToHostException
                | UnknownHostException
                | SSLHandshakeException e) {
            return new PeerAnswer.NotSent(FailureCode.PEER_UNREACHABLE);
        } catch (IOException e) {
            return new PeerAnswer.Unknown(FailureCode.OUTCOME_UNKNOWN);
        } finally {
            deadline.cancel(false);
        }
    }

    private static PeerAnswer answered(ClassicHttpResponse response, @Nullable SSLSession session) throws IOException {
        return new PeerAnswer.Answered(
                response.getCode(),
                new PeerAnswer.Content(content(response.getEntity())),
                response.containsHeader(HttpHeaders.LOCATION),
                Arrays.stream(response.getHeaders("Link"))
                        .anyMatch(link -> link.getValue().contains("rel=\"receipt\"")),
                session == null ? Optional.empty() : certificate(session));
    }

    private static byte[] content(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream in = entity.getContent()) {
            byte[] content = in.readNBytes(ANSWER_BYTES + 1);
            if (content.length > ANSWER_BYTES) {
                throw new IOException("the answer is longer than any recipient's");
            }
            return content;
        }
    }

    private static Optional<Digest> certificate(SSLSession session) {
        try {
            return Optional.of(Digest.sha256(session.getPeerCertificates()[0].getEncoded()));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }
}
