package org.sceau.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.sceau.app.demo.Clinics;
import picocli.CommandLine.Option;

/** Who calls: a folder with {@code auth.p12} and {@code passphrase}, as {@code init} makes for each party. */
final class Party {
    @Option(names = "--as", paramLabel = "FOLDER", required = true, descriptionKey = "as")
    private Path folder = Path.of(".");

    @Option(names = "--trust", paramLabel = "PEM", descriptionKey = "trust")
    private Path trust = Path.of("");

    Party() {}

    Party(Path folder, Path trust) {
        this.folder = folder;
        this.trust = trust;
    }

    Path folder() {
        return folder;
    }

    Path trust() throws CommandFailed {
        Path anchors = trust.toString().isEmpty() ? folder.resolve("../../trust/anchors.pem") : trust;
        if (!Files.isRegularFile(anchors)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", anchors);
        }
        return anchors;
    }

    /** TLS with the party's AUTH certificate. */
    SSLContext tls() throws CommandFailed {
        Path store = folder.resolve("auth.p12");
        if (!Files.isRegularFile(store)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", store);
        }
        return Clinics.clientTls(store, folder.resolve("passphrase"), trust());
    }
}
