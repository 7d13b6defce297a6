package org.sceau.app.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.TlsContexts;
import org.sceau.trust.TrustAnchors;

/**
 * The surroundings of a gateway on loopback: its folder, a running hospital, and the laboratory's and hospital's keys.
 * Thread-safe.
 */
public final class Clinics implements AutoCloseable {
    private static final Duration LIST_AGE = Duration.ofDays(3650);

    private final Path directory;
    private final Hospital hospital;
    private final URI fhir;

    private Clinics(Path directory, Hospital hospital, URI fhir) {
        this.directory = directory;
        this.hospital = hospital;
        this.fhir = fhir;
    }

    /** Makes the folder with its usual configuration and starts the hospital. */
    public static Clinics create(Path directory) throws IOException {
        return create(directory, UnaryOperator.identity());
    }

    /** Makes the folder with a configuration of one's own and starts the hospital. */
    public static Clinics create(Path directory, UnaryOperator<GatewayFolder.Wish> wish) throws IOException {
        InstantSource clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        GatewayFolder.makeKeys(directory, clock, random);
        SSLContext tls = tls(directory, "hopital", "tls.p12", clock, random);
        Hospital hospital = Hospital.start(directory.resolve("hospital-inbox"), tls, 0);
        GatewayFolder.Wish wished = wish.apply(
                GatewayFolder.Wish.usual(GatewayFolder.freePort(), GatewayFolder.freePort(), hospital.base()));
        GatewayFolder.configure(directory, wished, clock);
        return new Clinics(directory, hospital, URI.create("https://localhost:" + wished.fhirPort() + "/fhir"));
    }

    /** The gateway's folder. */
    public Path directory() {
        return directory;
    }

    /** The hospital that receives. */
    public Hospital hospital() {
        return hospital;
    }

    /** The gateway's FHIR base. */
    public URI fhir() {
        return fhir;
    }

    /** The trust anchors, PEM. */
    public Path anchors() {
        return directory.resolve("trust/anchors.pem");
    }

    /** TLS with the laboratory's AUTH certificate. */
    public SSLContext laboratoryTls() {
        return tlsOf("labo");
    }

    /** TLS with the hospital's AUTH certificate. */
    public SSLContext hospitalTls() {
        return tlsOf("hopital");
    }

    /** TLS with the AUTH certificate of any party. */
    public SSLContext tlsOf(String party) {
        return tls(directory, party, "auth.p12", Clock.systemUTC(), new SecureRandom());
    }

    private static SSLContext tls(
            Path directory, String party, String store, InstantSource clock, SecureRandom random) {
        Path home = directory.resolve("parties").resolve(party);
        GatewayTrustManager trust = new GatewayTrustManager(
                new CertificateChecker(TrustAnchors.load(directory.resolve("trust"), LIST_AGE)), clock);
        return TlsContexts.of(home.resolve(store), home.resolve("passphrase"), trust, random);
    }

    /** TLS for a client with a key store of its own and the trust folder in which {@code anchors} lies. */
    public static SSLContext clientTls(Path keyStore, Path passphraseFile, Path anchors) {
        Path trust = anchors.toAbsolutePath().getParent();
        if (trust == null || !Files.isDirectory(trust)) {
            throw new IllegalArgumentException("the anchors lie in no folder");
        }
        GatewayTrustManager manager =
                new GatewayTrustManager(new CertificateChecker(TrustAnchors.load(trust, LIST_AGE)), Clock.systemUTC());
        return TlsContexts.of(keyStore, passphraseFile, manager, new SecureRandom());
    }

    /** Every party's folder. */
    public List<Path> parties() {
        return List.of("passerelle", "labo", "hopital", "biologiste").stream()
                .map(directory.resolve("parties")::resolve)
                .toList();
    }

    @Override
    public void close() {
        hospital.close();
    }
}
