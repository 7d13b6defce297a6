package org.sceau.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;

/** A SoftHSM2 token beside a gateway's folder, which holds every key of the gateway that a token can. Not thread-safe. */
public final class TokenFolder {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String LABEL = "sceau-it";
    private static final String PIN = "86427531";

    private final Path home;
    private final Path library;
    private final int rate;

    private TokenFolder(Path home, Path library, int rate) {
        this.home = home;
        this.library = library;
        this.rate = rate;
    }

    /** Whether SoftHSM2 and OpenSC are on this machine. */
    public static boolean installed() {
        return Files.exists(LIBRARY) && Files.isExecutable(Path.of("/usr/bin/pkcs11-tool"));
    }

    /**
     * Puts seal, TLS and AUTH key of the gateway's organisation, and the hospital's CONF key, whose envelopes are at hand, into a
     * new token, and writes the gateway's configuration so that it has them from there.
     */
    public static TokenFolder of(Path directory) throws IOException, InterruptedException {
        return of(directory, LIBRARY, 0);
    }

    /** The same, of a token that makes {@code rate} signatures a second at most; needs a C compiler. */
    public static TokenFolder slow(Path directory, int rate) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("softhsm"));
        return of(
                directory,
                NativeLibrary.build("slow-token", home)
                        .orElseThrow(() -> new IOException("a C compiler is needed (Debian: gcc, libc6-dev)")),
                rate);
    }

    /** Has a gateway put several submissions under one signature of its seal. */
    public static void sealTogether(Path directory) throws IOException {
        Path file = directory.resolve("conf/gateway.yaml");
        Files.writeString(file, Files.readString(file).replace("\nkeys:\n", "\nkeys:\n  seal-together: true\n"));
    }

    private static TokenFolder of(Path directory, Path library, int rate) throws IOException, InterruptedException {
        TokenFolder folder = new TokenFolder(directory.resolve("softhsm"), library, rate);
        Files.createDirectories(folder.tokens());
        Files.writeString(
                folder.configuration(),
                "directories.tokendir = " + folder.tokens() + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        folder.run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "13572468", "--pin", PIN);
        Path own = directory.resolve("parties/passerelle");
        folder.put("seal", own.resolve("sign.p12"));
        folder.put("tls", own.resolve("tls.p12"));
        folder.put("auth", own.resolve("auth.p12"));
        folder.put("conf", directory.resolve("parties/hopital/conf.p12"));
        Files.writeString(directory.resolve("keys/pin"), PIN + "\n");
        folder.configure(directory.resolve("conf/gateway.yaml"));
        return folder;
    }

    private void configure(Path file) throws IOException {
        String without = Files.readString(file).replaceFirst("(?m)^tls:\n(  .*\n)+", "");
        Files.writeString(
                file,
                without.replace(
                        "  passphrase-file: ../keys/passphrase\n",
                        "  passphrase-file: ../keys/passphrase\n  token:\n    library: "
                                + library + "\n    label: "
                                + LABEL + "\n    pin-file: ../keys/pin\n    seal: seal\n    server: tls\n"
                                + "    client: auth\n    confidentiality: conf\n"));
    }

    private void put(String label, Path keyStore) throws IOException, InterruptedException {
        Credential credential = KeyStoreFile.read(keyStore, Passphrase.read(keyStore.resolveSibling("passphrase")));
        Path key = home.resolve(label + ".pk8");
        Path certificate = home.resolve(label + ".der");
        Files.write(key, credential.key().reveal().getEncoded());
        try {
            Files.write(certificate, credential.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        String id = HexFormat.of().formatHex(label.getBytes(StandardCharsets.US_ASCII));
        tool(
                "--write-object",
                key.toString(),
                "--type",
                "privkey",
                "--label",
                label,
                "--id",
                id,
                "--usage-sign",
                "--usage-derive",
                "--sensitive");
        tool("--write-object", certificate.toString(), "--type", "cert", "--label", label, "--id", id);
        Files.delete(key);
        Files.delete(keyStore); // there is no other
    }

    private void tool(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "pkcs11-tool", "--module", LIBRARY.toString(), "--token-label", LABEL, "--login", "--pin", PIN));
        words.addAll(List.of(arguments));
        run(words.toArray(String[]::new));
    }

    private void run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(words[0] + " failed: " + said);
        }
    }

    /** With which a process finds the token. */
    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", configuration().toString(), "SLOW_TOKEN_RATE", String.valueOf(rate));
    }

    /** Takes the token away, as if its cable were pulled. */
    public void remove() throws IOException {
        Files.move(tokens(), home.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts it back. */
    public void putBack() throws IOException {
        Files.move(home.resolve("away"), tokens(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The PIN, to be looked for where it must not be. */
    public static String pin() {
        return PIN;
    }

    private Path tokens() {
        return home.resolve("tokens");
    }

    private Path configuration() {
        return home.resolve("softhsm2.conf");
    }
}
