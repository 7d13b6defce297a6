package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: {@code --json}, {@code --help}, two streams and an exit code. */
abstract class SceauCommand implements Callable<Integer> {
    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private @Nullable CommandSpec spec; // set by picocli before call()

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    @SuppressWarnings("UnusedVariable") // picocli reads it by reflection
    private boolean help;

    /** Does the work; {@code talk} is for people, {@link #out()} for data. */
    abstract ExitCode run(Talk talk) throws Exception;

    @Override
    public final Integer call() throws Exception {
        Talk talk = new Talk(System.err, Words.ofEnvironment(), json);
        try {
            return run(talk).number();
        } catch (CommandFailed e) {
            talk.error(e.key(), e.arguments());
            return e.exit().number();
        }
    }

    final boolean json() {
        return json;
    }

    final PrintWriter out() {
        return commandLine().getOut();
    }

    final CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** One JSON document on standard output. */
    final void print(JsonNode document) throws java.io.IOException {
        out().println(JSON.writeValueAsString(document));
        out().flush();
    }
}
