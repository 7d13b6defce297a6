package org.sceau.proof.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sceau.proof.GivenCheckpoint;
import org.sceau.proof.JournalVerdict;
import org.sceau.proof.JournalVerifier;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.TrustAnchors;

/**
 * {@code FILE --trust anchors.pem [--crl FILE]... [--checkpoint FILE]... [--json]}: verifies an exported journal offline.
 * The verdict goes to standard output; complaints, and after two seconds how far it is, to standard error. Exit codes: 0
 * proved, 1 not, 2 called wrongly or a file cannot be read, and then there is no verdict.
 */
public final class JournalMain {
    private JournalMain() {}

    /** Runs and ends the program. */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = run(args, System.getenv(), out, err);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs with the given environment and streams; returns the exit code. */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Texts texts = Texts.ofJournals(environment);
        JournalArguments arguments;
        try {
            arguments = JournalArguments.parse(List.of(args));
        } catch (VerifyArguments.Unusable e) {
            err.println(texts.get("usage." + e.problem(), e.argument()));
            err.println(texts.get("usage"));
            return VerifyMain.UNUSABLE;
        }
        if (arguments.help()) {
            out.println(texts.get("usage"));
            return VerifyMain.PROVED;
        }
        try {
            return verify(arguments, texts, out, err);
        } catch (IOException e) {
            // the message of a file exception is the path that the user gave
            err.println(texts.get("unreadable", String.valueOf(e.getMessage())));
            return VerifyMain.UNUSABLE;
        }
    }

    private static int verify(JournalArguments arguments, Texts texts, PrintStream out, PrintStream err)
            throws IOException {
        TrustAnchors anchors;
        try {
            anchors = EvidenceFiles.anchors(arguments.trust(), arguments.crls());
        } catch (MalformedProof e) {
            err.println(texts.get("trust.unreadable"));
            return VerifyMain.UNUSABLE;
        }
        List<GivenCheckpoint> given = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        for (String file : arguments.checkpoints()) {
            try {
                given.add(GivenCheckpoint.decode(file, EvidenceFiles.evidence(Path.of(file))));
            } catch (MalformedProof e) {
                malformed.add(file);
            }
        }
        JournalProgress progress = new JournalProgress(err, texts);
        JournalVerdict verdict = JournalVerifier.verify(Path.of(arguments.file()), anchors, given, progress)
                .withMalformed(malformed);
        if (arguments.json()) {
            out.println(JournalJson.of(arguments.file(), verdict));
        } else {
            out.print(JournalText.of(verdict, texts, !arguments.crls().isEmpty()));
        }
        return verdict instanceof JournalVerdict.Refuted ? VerifyMain.NOT_PROVED : VerifyMain.PROVED;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
