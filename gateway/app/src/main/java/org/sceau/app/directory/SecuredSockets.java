package org.sceau.app.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sceau.trust.TlsContexts;

/**
 * Sockets over TLS with the gateway's versions, suites and groups, on which the server's name is checked. Thread-safe.
 *
 * <p>The library connects a socket that it made without a name; the name that is checked is the one that was configured.
 */
final class SecuredSockets extends SocketFactory implements AutoCloseable {
    private final SSLSocketFactory tls;
    private final String host;
    private final int patience;
    private final List<Socket> made = new ArrayList<>();
    private boolean closed;

    SecuredSockets(SSLSocketFactory tls, String host, int patience) {
        this.tls = tls;
        this.host = host;
        this.patience = patience;
    }

    @Override
    public Socket createSocket(String name, int port) throws IOException {
        return secured(InetAddress.getByName(name), port);
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress localAddress, int localPort) throws IOException {
        return createSocket(name, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return secured(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private synchronized Socket socket() throws IOException {
        if (closed) {
            throw new IOException("no more sockets");
        }
        var plain = new Socket();
        made.add(plain);
        return plain;
    }

    /** Closes what was opened, whoever reads from it, and opens nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        made.removeIf(SecuredSockets::closes);
    }

    private static boolean closes(Socket plain) {
        try {
            plain.close();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The handshake is over when this returns: who reads or writes before could do so in clear. */
    private Socket secured(InetAddress address, int port) throws IOException {
        Socket plain = socket();
        boolean secured = false;
        try {
            plain.connect(new InetSocketAddress(address, port), patience);
            plain.setSoTimeout(patience);
            if (!(tls.createSocket(plain, host, port, true) instanceof SSLSocket socket)) {
                throw new IOException("no secured socket");
            }
            socket.setSSLParameters(TlsContexts.clientParameters());
            socket.startHandshake();
            secured = true;
            return socket;
        } finally {
            if (!secured) {
                plain.close();
            }
        }
    }
}
