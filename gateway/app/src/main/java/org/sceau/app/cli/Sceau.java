package org.sceau.app.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import org.sceau.failure.GatewayException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** The command line. */
@Command(
        name = "sceau",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            CheckCommand.class,
            UpCommand.class,
            StatusCommand.class,
            SendCommand.class,
            ReceiveCommand.class,
            VerifyCommand.class,
            InspectCommand.class,
            ExplainCommand.class,
            RoutesCommand.class,
            DirectoryCommand.class,
            TransfersCommand.class,
            EvidenceCommand.class,
            JournalCommand.class,
            ReceiptCommand.class,
            KeysCommand.class,
            CryptoCommand.class,
            OpenCommand.class,
            ExitCodesCommand.class,
            HelpCommand.class
        })
public final class Sceau implements Runnable {
    private Sceau() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(this), "");
    }

    /** Runs one command and ends the process with its code. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("demo") && System.getenv("SCEAU_LOG_LEVEL") == null) {
            System.setProperty("SCEAU_LOG_LEVEL", "ERROR"); // read by logback.xml: the steps speak for themselves
        }
        System.exit(
                execute(arguments, new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true)));
    }

    /** Runs one command; gives its exit code. */
    static int execute(String[] arguments, PrintWriter out) {
        Words words = Words.ofEnvironment();
        CommandLine line = new CommandLine(new Sceau());
        ResourceBundle bundle = words.bundle();
        line.setResourceBundle(bundle);
        line.getSubcommands().values().forEach(command -> describe(command, bundle));
        describe(line, bundle);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(out);
        line.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(System.getenv("NO_COLOR") == null ? Ansi.AUTO : Ansi.OFF));
        line.setParameterExceptionHandler((problem, given) -> usage(problem, words));
        line.setExecutionExceptionHandler((problem, command, parsed) -> fault(problem, command, words));
        return line.execute(arguments);
    }

    private static void describe(CommandLine command, ResourceBundle bundle) {
        String qualified = command.getCommandSpec().qualifiedName(".").replaceFirst("^sceau\\.", "");
        String name = bundle.containsKey(qualified + ".what") ? qualified : command.getCommandName();
        var usage = command.getCommandSpec().usageMessage();
        if (bundle.containsKey(name + ".what")) {
            usage.description(bundle.getString(name + ".what"));
        }
        if (bundle.containsKey(name + ".more")) {
            usage.footer(bundle.getString(name + ".more").split("\n", -1));
        }
        usage.abbreviateSynopsis(true);
        usage.width(100);
        command.getSubcommands().values().forEach(sub -> describe(sub, bundle));
    }

    private static int usage(CommandLine.ParameterException problem, Words words) {
        CommandLine command = problem.getCommandLine();
        if (!String.valueOf(problem.getMessage()).isEmpty()) {
            command.getErr().println("sceau: " + problem.getMessage());
        }
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
            command.usage(command.getErr());
        }
        command.getErr().println(words.say("usage-help"));
        return ExitCode.USAGE.number();
    }

    private static int fault(Exception problem, CommandLine command, Words words) {
        if (problem instanceof GatewayException known) {
            command.getErr().println("sceau: " + known.getMessage());
            return ExitCode.CONFIGURATION.number();
        }
        command.getErr().println(words.say("fault", problem.getClass().getSimpleName()));
        if (System.getenv("SCEAU_TRACE") != null) {
            problem.printStackTrace(command.getErr());
        }
        return ExitCode.INTERNAL.number();
    }
}
