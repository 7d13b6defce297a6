package org.sceau.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.sceau.app.paper.ReceiptPaper;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.Receipt;
import org.sceau.proof.TrustAnchors;
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
        var now = new TrustAnchors.Moment(Clock.systemUTC().instant(), AlgorithmDates.current());
        return Verifier.verify(receipt.encode(), source.anchors().at(now), List.of());
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

    private static void requireSame(Receipt now, Receipt held, String argument) throws CommandFailed {
        if (!now.entry().equals(held.entry())) {
            throw new CommandFailed(ExitCode.CONFLICT, "receipt-of-another", argument);
        }
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
            DurableFile.write(to, content(receipt));
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
                case COSE -> cose(receipt);
                case PDF -> {
                    requireProved(receipt, source);
                    yield ReceiptPaper.of(receipt);
                }
            };
        }

        private byte[] cose(Receipt receipt) throws Exception {
            byte[] file = source.fetch(new ReceiptId(receipt.entry().id()), ReceiptForm.COSE);
            requireSame(ReceiptSource.receipt(file, argument), receipt, argument);
            return file;
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
            if (!ReceiptSource.isFile(argument)) {
                ReceiptId id = ReceiptSource.id(argument);
                Receipt now = source.fetch(id);
                return stamped(Path.of("receipt-" + id + ".json"), now, now.encode());
            }
            Path file = Path.of(argument);
            Receipt held = source.read(argument);
            byte[] old = Files.readAllBytes(file);
            byte[] fetched = source.fetch(new ReceiptId(held.entry().id()), HeldReceipt.asked(old));
            Receipt now = ReceiptSource.receipt(fetched, argument);
            requireSame(now, held, argument);
            boolean stripped = held.second().isEmpty()
                    && now.second().isPresent()
                    && now.stamp().equals(held.stamp());
            if (held.stamp().isPresent()
                    && now.renewals().isEmpty()
                    && !(stripped && held.renewals().isEmpty())) {
                return true; // nothing to gain, and not another time-stamp in place of the one in hand
            }
            return stamped(file, now, HeldReceipt.likewise(old, now, fetched));
        }

        private boolean stamped(Path file, Receipt now, byte[] content) throws Exception {
            requireProved(now, source);
            if (now.stamp().isPresent()) {
                HeldReceipt.replace(file, content, now);
            }
            return now.stamp().isPresent();
        }
    }
}
