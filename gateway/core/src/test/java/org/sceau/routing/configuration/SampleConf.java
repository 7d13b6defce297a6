package org.sceau.routing.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

/** The repository's own conf/, copied, with certificates in place as {@code init} puts them. */
public final class SampleConf {
    public static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    /** Certificates are the slow part: made once. */
    private static final List<DevelopmentParty> PARTIES = parties();

    private final Path directory;

    private SampleConf(Path directory) {
        this.directory = directory;
    }

    /** The folder in the repository. */
    static Path original() {
        return Path.of("..", "..", "conf").toAbsolutePath().normalize();
    }

    /** A copy below {@code root}. */
    public static SampleConf in(Path root) {
        SampleConf sample = new SampleConf(root.resolve("conf"));
        try (Stream<Path> files = Files.walk(original())) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                sample.write(original().relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : List.of("ring.p12", "passphrase", "tls.p12", "auth.p12", "tls-passphrase")) {
            sample.write("../keys/" + key, "not read by check");
        }
        for (String trust : List.of("anchors.pem", "intermediates.pem", "root.crl", "issuing.crl")) {
            sample.write("trust/" + trust, "not read by check");
        }
        for (DevelopmentParty party : PARTIES) {
            sample.write(
                    "certificates/" + party.id() + "-auth.pem", pem(party.auth().certificate()));
            sample.write(
                    "certificates/" + party.id() + "-conf.pem", pem(party.conf().certificate()));
        }
        return sample;
    }

    static X509Certificate anyCertificate() {
        return PARTIES.getFirst().auth().certificate();
    }

    /** The copy. */
    public Path directory() {
        return directory;
    }

    /** Writes a file of it. */
    public SampleConf write(String name, String content) {
        try {
            Path file = directory.resolve(name).normalize();
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that must be there, once or more. */
    public SampleConf replace(String name, String text, String by) {
        String before = read(name);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(name + " does not contain " + text);
        }
        return write(name, before.replace(text, by));
    }

    /** What reading comes to: a line for each error; empty when there is none. */
    List<String> errors() {
        return errorsAt(NOW);
    }

    List<String> errorsAt(Instant now) {
        return switch (Configuration.load(directory, InstantSource.fixed(now))) {
            case Configuration.Reading.Loaded _ -> List.of();
            case Configuration.Reading.Rejected rejected ->
                rejected.errors().stream().map(ConfigurationError::text).toList();
        };
    }

    private static List<DevelopmentParty> parties() {
        DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
        return List.of(
                pki.organisation(new PartnerId("labo"), "Laboratoire de Démonstration", "1750000001"),
                pki.organisation(new PartnerId("hopital"), "Hôpital de Démonstration", "1750000002"),
                pki.organisation(new PartnerId("clinique"), "Clinique de Démonstration", "1750000003"));
    }

    static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
