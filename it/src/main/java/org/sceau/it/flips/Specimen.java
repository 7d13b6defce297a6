package org.sceau.it.flips;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sceau.proof.cli.JournalMain;
import org.sceau.proof.cli.VerifyMain;

/**
 * One genuine file.
 *
 * @param kind its name in the table
 * @param bytes of the file
 * @param command that judges it
 * @param further arguments of the command after the file, or before it where it is that of an option
 * @param isOption whether the altered file is the value of the last argument, not the file that is judged
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file, never compared
record Specimen(String kind, byte[] bytes, Command command, List<String> further, boolean isOption) {

    /** The programs of the stand-alone verifier. */
    enum Command {
        VERIFY,
        JOURNAL;

        int run(String[] arguments, PrintStream out) {
            return switch (this) {
                case VERIFY -> VerifyMain.run(arguments, Map.of(), out, out);
                case JOURNAL -> JournalMain.run(arguments, Map.of(), out, out);
            };
        }

        boolean namesReason(String json) {
            return switch (this) {
                case VERIFY -> json.matches("(?s).*\"part\":\"[a-z0-9-]+\".*\"reason\":\"[a-z0-9-]+\".*");
                case JOURNAL -> json.matches("(?s).*\"fault\":\"[a-z0-9-]+\".*");
            };
        }
    }

    /** Read as evidence; everything after the file is the anchors. */
    static Specimen evidence(String kind, byte[] bytes, Path anchors) {
        return new Specimen(kind, bytes, Command.VERIFY, List.of("--trust", anchors.toString()), false);
    }

    /** The command line for a file in place of the genuine one. */
    List<String> arguments(Path file, boolean json) {
        List<String> line = new ArrayList<>(further);
        line.add(isOption ? line.size() : 0, file.toString());
        if (json) {
            line.add("--json");
        }
        return line;
    }
}
