package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.trust.TlsContexts;

/**
 * Speaks HTTPS with peers under the gateway's own client certificate. The peer's certificate must come from an anchor and
 * name its host. No redirect is followed and no cookie kept. Bodies are streamed. Thread-safe.
 */
public final class PeerClient implements AutoCloseable {
    /** Largest answer that is read: 1 MiB; a transaction-response has some hundred bytes an entry. */
    static final int ANSWER_BYTES = 1 << 20;

    /** Bodies up to 512 KiB are sent from memory, larger ones as they are read. */
    private static final int IN_MEMORY_BYTES = 512 * 1024;

    private static final String JSON = "application/fhir+json";

    private final HttpClient http;
    private final Duration patience;

    private PeerClient(HttpClient http, Duration patience) {
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
    public static PeerClient create(SSLContext tls, Duration connect, Duration patience, Executor executor) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(tls)
                .sslParameters(TlsContexts.clientParameters())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(executor)
                .build();
        return of(http, patience);
    }

    /** Over a client that is configured already. */
    public static PeerClient of(HttpClient http, Duration patience) {
        return new PeerClient(http, patience);
    }

    /** Sends a request once. */
    PeerAnswer post(PeerRequest request) {
        BodyPublisher body;
        try {
            body = publisher(request);
        } catch (IOException e) {
            return new PeerAnswer.NotSent(FailureCode.STORE_UNAVAILABLE);
        }
        return send(HttpRequest.newBuilder(request.uri())
                .header("Content-Type", request.contentType())
                .POST(body));
    }

    /** Asks by a form sent with POST: a search carries the patient, which must not stand in a URL. */
    PeerAnswer search(URI uri, String form) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form, StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private PeerAnswer send(HttpRequest.Builder request) {
        try {
            var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES);
            HttpResponse<byte[]> response =
                    http.send(request.header("Accept", JSON).timeout(patience).build(), bounded);
            return new PeerAnswer.Answered(
                    response.statusCode(),
                    new PeerAnswer.Content(response.body()),
                    response.headers().firstValue("Location").isPresent(),
                    linksReceipt(response),
                    response.sslSession().flatMap(PeerClient::certificate));
        } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
            return new PeerAnswer.NotSent(FailureCode.PEER_UNREACHABLE);
        } catch (SSLException e) {
            return handshake(e);
        } catch (IOException e) {
            return new PeerAnswer.Unknown(FailureCode.OUTCOME_UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PeerAnswer.Unknown(FailureCode.OUTCOME_UNKNOWN);
        }
    }

    private static PeerAnswer handshake(SSLException failure) {
        boolean before = failure instanceof javax.net.ssl.SSLHandshakeException;
        return before
                ? new PeerAnswer.NotSent(FailureCode.PEER_UNREACHABLE)
                : new PeerAnswer.Unknown(FailureCode.OUTCOME_UNKNOWN);
    }

    private static BodyPublisher publisher(PeerRequest request) throws IOException {
        long length = request.lengthBytes();
        if (length != PeerRequest.UNKNOWN_LENGTH && length <= IN_MEMORY_BYTES) {
            try (InputStream body = request.body().open()) {
                return BodyPublishers.ofByteArray(body.readAllBytes());
            }
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> {
            try {
                return request.body().open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return length == PeerRequest.UNKNOWN_LENGTH ? stream : BodyPublishers.fromPublisher(stream, length);
    }

    private static boolean linksReceipt(HttpResponse<?> response) {
        return response.headers().allValues("Link").stream().anyMatch(link -> link.contains("rel=\"receipt\""));
    }

    private static Optional<Digest> certificate(SSLSession session) {
        try {
            return Optional.of(Digest.sha256(session.getPeerCertificates()[0].getEncoded()));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }
}
