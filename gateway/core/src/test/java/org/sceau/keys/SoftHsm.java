package org.sceau.keys;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A token of SoftHSM2. The library reads where tokens are once per process, from the environment that the build gives to tests:
 * so all tests of a process share one place and each takes a token with a label of its own. Skips the test, saying so, where the
 * library or its tools are not installed.
 */
public final class SoftHsm {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "24681357";

    private final String label;
    private final Path tokens;
    private final Path home;
    private final Path pinFile;

    private SoftHsm(String label, Path tokens, Path home, Path pinFile) {
        this.label = label;
        this.tokens = tokens;
        this.home = home;
        this.pinFile = pinFile;
    }

    /** A fresh token, whose label begins so; its PIN's file is in {@code directory}. */
    public static SoftHsm create(String name, Path directory) throws IOException, InterruptedException {
        String label = name + "-" + UUID.randomUUID().toString().substring(0, 13);
        assumeTrue(
                Files.exists(LIBRARY),
                "SoftHSM2 is not installed (Debian: softhsm2, opensc): nothing of tokens is tested");
        Path configuration = Path.of(Objects.requireNonNull(System.getenv("SOFTHSM2_CONF"), "set by the build"));
        Path tokens = configuration.resolveSibling("tokens");
        Files.createDirectories(tokens);
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Path pin = directory.resolve(label + ".pin");
        PrivateFile.create(pin, (PIN + "\n").getBytes(StandardCharsets.US_ASCII));
        List<Path> before = list(tokens);
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "13572468", "--pin", PIN);
        List<Path> after = list(tokens);
        after.removeAll(before);
        return new SoftHsm(label, tokens, after.getFirst(), pin);
    }

    public TokenPlace place() {
        return new TokenPlace(LIBRARY, label, pinFile);
    }

    public Path pinFile() {
        return pinFile;
    }

    /** Puts a key and its certificate into the token, sensitive and not extractable. */
    public void put(String name, Credential credential, Path directory) throws Exception {
        Path key = directory.resolve(name + ".pk8");
        Path certificate = directory.resolve(name + ".der");
        Files.write(key, credential.key().reveal().getEncoded());
        Files.write(certificate, credential.certificate().getEncoded());
        String id = HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
        tool(
                "--write-object",
                key.toString(),
                "--type",
                "privkey",
                "--label",
                name,
                "--id",
                id,
                "--usage-sign",
                "--usage-derive",
                "--sensitive");
        tool("--write-object", certificate.toString(), "--type", "cert", "--label", name, "--id", id);
        Files.delete(key);
    }

    /** What pkcs11-tool of OpenSC says. */
    public String tool(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "pkcs11-tool", "--module", LIBRARY.toString(), "--token-label", label, "--login", "--pin", PIN));
        words.addAll(List.of(arguments));
        return run(words.toArray(String[]::new));
    }

    /** Takes the token away, as if its cable were pulled. */
    public void remove() throws IOException {
        Files.move(home, away(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts it back. */
    public void putBack() throws IOException {
        Files.move(away(), home, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path away() {
        return tokens.resolveSibling(home.getFileName() + ".away");
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(files.toList());
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(words[0] + " failed: " + said);
        }
        return said;
    }
}
