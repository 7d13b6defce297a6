package org.sceau.app.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sceau.trust.TlsContexts;

/**
 * The HTTPS server of the FHIR interface. TLS 1.3 (1.2 allowed), a client certificate is required in the handshake; who
 * it is decides the identify step. Requests run on virtual threads. No request line is ever logged: a search carries the
 * patient's identifier.
 */
public final class FhirServer implements AutoCloseable {
    /** Platform threads of acceptor and selectors; requests do not run on them. */
    private static final int PLATFORM_THREADS = 16;

    private static final long STOP_MILLIS = 5_000;

    private final Server server;
    private final ServerConnector connector;

    private FhirServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Builds a server that does not listen yet.
     *
     * @param host address to bind
     * @param port 0 for a free one
     * @param tls with the server's key and a trust manager for client certificates
     * @param door asked before {@code fhir}
     * @param fhir answers the rest of {@code /fhir}
     */
    public static FhirServer create(
            String host, int port, SSLContext tls, HttpLimits limits, Door door, HttpServlet fhir) {
        var threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fhir-", 0).factory()));
        var server = new Server(threads);
        var connector = new ServerConnector(server, tlsFactory(tls), new HttpConnectionFactory(http(limits)));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        var errors = new ErrorAnswers();
        server.setErrorHandler(errors);
        server.setHandler(context(door, fhir, errors, limits));
        server.setStopTimeout(STOP_MILLIS);
        return new FhirServer(server, connector);
    }

    private static ServletContextHandler context(Door door, HttpServlet fhir, ErrorAnswers errors, HttpLimits limits) {
        var context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.setErrorHandler(errors);
        context.setMaxFormContentSize(limits.formBytes());
        context.addFilter(new FilterHolder(door), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder("fhir", fhir), "/fhir/*");
        return context;
    }

    private static HttpConfiguration http(HttpLimits limits) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.requestHeaderBytes());
        http.setIdleTimeout(limits.idle().toMillis());
        var secure = new SecureRequestCustomizer(false);
        http.addCustomizer(secure);
        return http;
    }

    private static SslContextFactory.Server tlsFactory(SSLContext tls) {
        // Jetty has no setting for the groups of keys
        var factory = new SslContextFactory.Server() {
            @Override
            public SSLParameters customize(SSLParameters parameters) {
                SSLParameters customized = super.customize(parameters);
                TlsContexts.limit(customized);
                return customized;
            }
        };
        factory.setSslContext(tls);
        factory.setIncludeProtocols(TlsContexts.protocols());
        factory.setIncludeCipherSuites(TlsContexts.suites());
        factory.setNeedClientAuth(true);
        return factory;
    }

    /** Binds and listens; throws {@link CannotServe}. */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new CannotServe("the server cannot listen on port " + connector.getPort(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Stops taking requests and waits a little for those under way. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new CannotServe("the server did not stop", e);
        }
    }
}
