package org.sceau.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRingFile;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentSecondSeal;
import org.sceau.trust.DevelopmentUse;

/**
 * Makes the directory of a gateway: {@code conf}, {@code keys}, {@code trust} and {@code parties} with a development PKI.
 * For trying out and for tests; a real gateway's certificates come from its own authority.
 */
public final class GatewayFolder {
    private static final int LOWEST_PORT = 10_240;
    private static final int FIRST_GIVEN_PORT = 32_768; // by Linux, net.ipv4.ip_local_port_range
    private static final int TRIES = 100;
    private static final String[] FILES = {
        "gateway.yaml",
        "partners/labo.yaml",
        "partners/hopital.yaml",
        "partners/hebergeur.yaml",
        "routes/resultats.yaml",
        "access.yaml",
        "crypto.yaml"
    };
    private static final String BELIEVED = "issuers: ../trust/intermediates.pem";
    private static final int ACCREDITED_DAYS = 365;

    private GatewayFolder() {}

    /**
     * What is to be configured.
     *
     * @param fhirPort of the FHIR endpoint
     * @param managementPort of the operator's endpoint
     * @param hospital FHIR base of the hospital
     * @param carries {@code cms} or {@code clear}
     * @param mode {@code custody}, {@code reader-only} or {@code sealed-by-sender}
     * @param hosting whether every document is deposited in the hosting store too
     */
    public record Wish(int fhirPort, int managementPort, URI hospital, String carries, String mode, boolean hosting) {

        /** Encrypted push in custody with a deposit, on the given ports. */
        public static Wish usual(int fhirPort, int managementPort, URI hospital) {
            return new Wish(fhirPort, managementPort, hospital, "cms", "custody", true);
        }
    }

    /** True when the directory is absent or empty. */
    public static boolean free(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Makes keys, certificates and revocation lists; the configuration follows with {@link #configure}. */
    public static void makeKeys(Path directory, InstantSource clock, SecureRandom random) throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(directory.resolve("keys"));
        DevelopmentPki pki = DevelopmentPki.create(clock, random);
        DevelopmentParty gateway =
                pki.organisation(new PartnerId("passerelle"), "Groupement de démonstration (fictif)", "1750999990");
        pki.organisation(new PartnerId("labo"), "Laboratoire de la Fontaine (fictif)", "1750999992");
        pki.organisation(new PartnerId("hopital"), "Hôpital de la Colline (fictif)", "1750999991");
        pki.professional(new PartnerId("biologiste"), "899999999999", "EXEMPLE", "Camille", "Médecin");
        pki.organisation(
                new PartnerId("horodatage"), "Tiers horodateur (fictif)", "1750999993", EnumSet.of(DevelopmentUse.TSA));
        pki.writeTo(directory, random);
        KeyRingFile.create(
                directory.resolve("keys/ring.p12"),
                directory.resolve("keys/passphrase"),
                gateway.sign(),
                random,
                clock);
    }

    /** Writes {@code conf/}. */
    public static void configure(Path directory, Wish wish, InstantSource clock) throws IOException {
        Map<String, String> values = Map.of(
                "fhirPort", Integer.toString(wish.fhirPort()),
                "managementPort", Integer.toString(wish.managementPort()),
                "hospitalUrl", wish.hospital().toString(),
                "carries", wish.carries(),
                "mode", wish.mode(),
                "to", wish.hosting() ? "hebergeur" : "",
                "accreditedUntil",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                .plusDays(ACCREDITED_DAYS)
                                .toString());
        for (String name : FILES) {
            Path file = directory.resolve("conf").resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, filled(template(name), values));
        }
        Files.writeString(
                directory.resolve("conf/qualities.yaml"),
                NationalQualities.text().replace("# issuers: trust/issuers.pem", BELIEVED));
    }

    /** Adds a route by which whatever the laboratory sends reaches the hospital and the hosting store. */
    public static void addRouteForAnything(Path directory) throws IOException {
        Files.writeString(directory.resolve("conf/routes/tout.yaml"), template("routes/tout.yaml"));
    }

    /**
     * Gives the gateway a second seal, of a root of its own; that root, as PEM.
     *
     * @param algorithm ML-DSA-65 or ML-DSA-87
     * @param from when its year begins
     */
    public static String addSecondSeal(Path directory, String algorithm, Instant from) throws IOException {
        Path keys = directory.resolve("keys");
        var own = KeyRing.open(keys.resolve("ring.p12"), keys.resolve("passphrase"))
                .chain()
                .getFirst();
        var second = DevelopmentSecondSeal.of(own.getSubjectX500Principal(), algorithm, from);
        KeyStoreFile.create(
                keys.resolve("second.p12"),
                "second-seal",
                second.seal(),
                Passphrase.create(keys.resolve("second-passphrase"), new SecureRandom()));
        Path settings = directory.resolve("conf/gateway.yaml");
        String named = "keys:\n  second-seal: {key: ../keys/second.p12, passphrase-file: ../keys/second-passphrase}\n";
        Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^keys:\n", named));
        return second.rootPem();
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GatewayFolder.class.getResourceAsStream("conf/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String filled(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    /** A free port of loopback below those that a system gives to whoever asks for any: nobody gets it by chance meanwhile. */
    public static int freePort() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_GIVEN_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new BindException("no free port was found");
    }
}
