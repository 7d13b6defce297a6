package org.sceau.app.cli;

import picocli.CommandLine.Command;

/** Says where a bundle would go. */
@Command(name = "explain")
final class ExplainCommand extends SceauCommand {
    @Override
    ExitCode run(Talk talk) {
        return ExitCode.DONE;
    }
}
