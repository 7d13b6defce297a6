package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Prints the table of exit codes. */
@Command(name = "exit-codes")
final class ExitCodesCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) throws Exception {
        Words words = Words.ofEnvironment();
        ObjectNode codes = JSON.createObjectNode();
        for (ExitCode code : ExitCode.values()) {
            String text = words.say("exit." + code.name().toLowerCase(Locale.ROOT));
            codes.put(Integer.toString(code.number()), text);
            if (!json()) {
                out().printf("%3d  %s%n", code.number(), text);
            }
        }
        if (json()) {
            print(codes);
        }
        return ExitCode.DONE;
    }
}
