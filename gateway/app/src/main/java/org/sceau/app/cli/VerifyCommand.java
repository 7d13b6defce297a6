package org.sceau.app.cli;

import java.util.List;
import org.sceau.proof.cli.VerifyMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to the verifier, which {@code bin/sceau} normally starts by itself. */
@Command(name = "verify")
final class VerifyCommand implements java.util.concurrent.Callable<Integer> {
    @Parameters(paramLabel = "ARGUMENTS", descriptionKey = "verify-arguments")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        VerifyMain.main(arguments.toArray(String[]::new));
        return ExitCode.DONE.number();
    }
}
