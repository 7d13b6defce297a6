package org.sceau.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The script {@code bin/sceau}, which names itself in a system property when it starts the program. */
final class Launcher {
    private static final @Nullable String PATH = System.getProperty("sceau.launcher");

    private Launcher() {}

    /** How to start the verifier in a process of its own, with nothing of the gateway on its class path. */
    static List<String> verifier() {
        if (PATH != null) {
            return List.of(PATH, "verify");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-cp", System.getProperty("java.class.path"), "org.sceau.proof.cli.VerifyMain");
    }

    /** How the user calls it from the current directory. */
    static String command() {
        if (PATH == null) {
            return "sceau";
        }
        Path here = Path.of("").toAbsolutePath();
        Path launcher = Path.of(PATH);
        boolean below = launcher.startsWith(here) && launcher.getNameCount() > here.getNameCount() + 1;
        return below ? here.relativize(launcher).toString() : PATH;
    }
}
