package org.sceau.app.cli;

import java.nio.file.Path;
import java.util.List;

/** How to start the verifier in a process of its own, with nothing of the gateway on its class path. */
final class VerifierProcess {
    private VerifierProcess() {}

    static List<String> command() {
        String launcher = System.getProperty("sceau.launcher");
        if (launcher != null) {
            return List.of(launcher, "verify");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-cp", System.getProperty("java.class.path"), "org.sceau.proof.cli.VerifyMain");
    }
}
