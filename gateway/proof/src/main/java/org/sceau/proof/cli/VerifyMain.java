package org.sceau.proof.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.SuppliedDocument;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;

/**
 * {@code verify FILE... --trust anchors.pem [--crl FILE]... [--document [NAME=]FILE]... [--at TIME] [--ends
 * NAME=DATE]... [--json]}: checks evidence files, receipts and signature files offline. Verdicts go to standard output in the order of the files, complaints to standard error. Exit
 * codes: 0 all proved, 1 one is not proved, 2 called wrongly or a file cannot be read, and then there is no verdict.
 */
public final class VerifyMain {
    static final int PROVED = 0;
    static final int NOT_PROVED = 1;
    static final int UNUSABLE = 2;

    private VerifyMain() {}

    /** Runs and ends the program. */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = run(args, System.getenv(), out, err);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs now. */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(args, environment, Clock.systemUTC(), out, err);
    }

    /** Runs with the given environment, clock and streams; returns the exit code. */
    static int run(
            String[] args, Map<String, String> environment, InstantSource clock, PrintStream out, PrintStream err) {
        Texts texts = Texts.forEnvironment(environment);
        VerifyArguments arguments;
        try {
            arguments = VerifyArguments.parse(List.of(args));
        } catch (VerifyArguments.Unusable e) {
            err.println(texts.get("usage." + e.problem(), e.argument()));
            err.println(texts.get("usage"));
            return UNUSABLE;
        }
        if (arguments.help()) {
            out.println(texts.get("usage"));
            return PROVED;
        }
        try {
            return verify(arguments, clock, texts, out, err);
        } catch (IOException e) {
            // the message of a file exception is the path that the user gave
            err.println(texts.get("unreadable", String.valueOf(e.getMessage())));
            return UNUSABLE;
        }
    }

    /** A verdict for people, in the language of the environment. */
    public static String people(Verdict verdict, Map<String, String> environment) {
        return TextReport.of("", verdict, Texts.forEnvironment(environment));
    }

    /** A verdict for machines: one line of canonical JSON. */
    public static String machine(String name, Verdict verdict) {
        return JsonReport.of(name, verdict);
    }

    private static int verify(
            VerifyArguments arguments, InstantSource clock, Texts texts, PrintStream out, PrintStream err)
            throws IOException {
        TrustAnchors anchors;
        try {
            anchors = EvidenceFiles.anchors(arguments.trust(), arguments.crls())
                    .at(new TrustAnchors.Moment(arguments.at().orElseGet(clock::instant), arguments.dates()));
        } catch (MalformedProof e) {
            err.println(texts.get("trust.unreadable"));
            return UNUSABLE;
        }
        List<SuppliedDocument> documents = new ArrayList<>();
        for (String document : arguments.documents()) {
            documents.add(EvidenceFiles.document(document));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (String file : arguments.files()) {
            verdicts.add(EvidenceFiles.verdict(Path.of(file), anchors, documents));
        }
        int worst = PROVED;
        for (int i = 0; i < verdicts.size(); i++) {
            String name = arguments.files().get(i);
            Verdict verdict = verdicts.get(i);
            if (arguments.json()) {
                out.println(JsonReport.of(name, verdict));
            } else {
                out.print(TextReport.of(verdicts.size() > 1 ? name : "", verdict, texts));
            }
            worst = verdict instanceof Verdict.Refuted ? NOT_PROVED : worst;
        }
        return worst;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
