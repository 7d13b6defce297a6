package org.sceau.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.sceau.app.paper.ReceiptPaper;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.Receipt;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.proof.cli.VerifyMain;
import org.sceau.receipt.ReceiptForm;
import org.sceau.transfer.ReceiptId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows receipts, writes them in their forms, and fetches the time-stamped ones. */
@Command(
        name = "receipt",
        subcommands = {ReceiptCommand.Show.class, ReceiptCommand.Export.class, ReceiptCommand.Refresh.class})
final class ReceiptCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static Verdict verdict(Receipt receipt, ReceiptSource source) throws CommandFailed, IOException {
        return Verifier.verify(receipt.encode(), source.anchors(), List.of());
    }

    private static void requireProved(Receipt receipt, ReceiptSource source) throws CommandFailed, IOException {
        if (verdict(receipt, source) instanceof Verdict.Refuted refuted) {
            throw new CommandFailed(
                    ExitCode.FALSE,
                    "receipt-malformed",
                    receipt.entry().id(),
                    refuted.reason().code());
        }
    }

    /** Never leaves half a file in the place of a whole one. */
    private static void write(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, content);
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@code receipt show ID|FILE}. */
    @Command(name = "show")
    static final class Show extends SceauCommand {
        @Mixin
        private ReceiptSource source = new ReceiptSource();

        @Parameters(paramLabel = "ID|FILE", descriptionKey = "receipt-argument-what")
        private String argument = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            Receipt receipt = source.read(argument);
            Verdict verdict = verdict(receipt, source);
            out().print(
                            json()
                                    ? VerifyMain.machine(argument, verdict) + "\n"
                                    : VerifyMain.people(verdict, System.getenv()));
            out().flush();
            return verdict instanceof Verdict.Proved ? ExitCode.DONE : ExitCode.FALSE;
        }
    }

    /** The forms that can be written. */
    enum Form {
        JSON("json"),
        FHIR("fhir.json"),
        FHIR_XML("fhir.xml"),
        COSE("cose"),
        PDF("pdf");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }
    }

    /** {@code receipt export ID|FILE}. */
    @Command(name = "export")
    static final class Export extends SceauCommand {
        @Mixin
        private ReceiptSource source = new ReceiptSource();

        @Parameters(paramLabel = "ID|FILE", descriptionKey = "receipt-argument-what")
        private String argument = "";

        @Option(names = "--form", paramLabel = "FORM", defaultValue = "JSON", descriptionKey = "receipt-form")
        private Form form = Form.JSON;

        @Option(names = "--out", paramLabel = "FILE", descriptionKey = "receipt-out")
        private Path file = Path.of("");

        @Override
        ExitCode run(Talk talk) throws Exception {
            Receipt receipt = source.read(argument);
            Path to = file.toString().isEmpty()
                    ? Path.of("receipt-" + receipt.entry().id() + "." + form.ending)
                    : file;
            write(to, content(receipt));
            if (json()) {
                print(JSON.createObjectNode().put("file", to.toString()));
            }
            talk.line("receipt-written", to);
            return ExitCode.DONE;
        }

        private byte[] content(Receipt receipt) throws Exception {
            return switch (form) {
                case JSON -> receipt.encode();
                case FHIR -> FhirReceipt.JSON.encode(receipt);
                case FHIR_XML -> FhirReceipt.XML.encode(receipt);
                case COSE -> source.fetch(new ReceiptId(receipt.entry().id()), ReceiptForm.COSE);
                case PDF -> {
                    requireProved(receipt, source);
                    yield ReceiptPaper.of(receipt);
                }
            };
        }
    }

    /** {@code receipt refresh FILE|ID...}. */
    @Command(name = "refresh")
    static final class Refresh extends SceauCommand {
        @Mixin
        private ReceiptSource source = new ReceiptSource();

        @Parameters(paramLabel = "FILE|ID", arity = "1..*", descriptionKey = "receipt-refresh-what")
        private List<String> arguments = List.of();

        @Override
        ExitCode run(Talk talk) throws Exception {
            boolean all = true;
            for (String argument : arguments) {
                boolean stamped = refresh(argument);
                talk.line(stamped ? "receipt-stamped" : "receipt-not-stamped", argument);
                all &= stamped;
            }
            return all ? ExitCode.DONE : ExitCode.PARTIAL;
        }

        /** Replaces a file only by what is proved and of the same entry; whether it carries a time-stamp now. */
        private boolean refresh(String argument) throws Exception {
            Receipt held = source.read(argument);
            if (ReceiptSource.isFile(argument) && held.stamp().isPresent()) {
                return true;
            }
            Receipt now = ReceiptSource.isFile(argument)
                    ? source.fetch(new ReceiptId(held.entry().id()))
                    : held;
            requireProved(now, source);
            if (!now.entry().equals(held.entry())) {
                throw new CommandFailed(ExitCode.CONFLICT, "receipt-of-another", argument);
            }
            if (now.stamp().isPresent()) {
                write(
                        Path.of(ReceiptSource.isFile(argument) ? argument : "receipt-" + argument + ".json"),
                        inTheFormOf(argument, now));
            }
            return now.stamp().isPresent();
        }

        private byte[] inTheFormOf(String argument, Receipt now) throws Exception {
            if (!ReceiptSource.isFile(argument)) {
                return now.encode();
            }
            byte[] old = Files.readAllBytes(Path.of(argument));
            for (FhirReceipt form : FhirReceipt.values()) {
                if (form.begins(old)) {
                    return form.encode(now);
                }
            }
            return old[0] == '{'
                    ? now.encode()
                    : source.fetch(new ReceiptId(now.entry().id()), ReceiptForm.COSE);
        }
    }
}
