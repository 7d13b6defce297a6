package org.sceau.proof.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.sceau.proof.cli.VerifyArguments.Unusable;

/**
 * The arguments of the journal's verification.
 *
 * @param file the journal
 * @param trust files or directories of PEM trust anchors
 * @param crls revocation lists, DER or PEM
 * @param checkpoints files of checkpoints to be compared: signed notes or receipts
 * @param json verdict for machines
 * @param help only show how to call
 */
record JournalArguments(
        String file, List<String> trust, List<String> crls, List<String> checkpoints, boolean json, boolean help) {

    static JournalArguments parse(List<String> args) throws Unusable {
        List<String> files = new ArrayList<>();
        List<String> trust = new ArrayList<>();
        List<String> crls = new ArrayList<>();
        List<String> checkpoints = new ArrayList<>();
        boolean json = false;
        boolean help = false;
        Iterator<String> left = args.iterator();
        while (left.hasNext()) {
            String arg = left.next();
            switch (arg) {
                case "--trust" -> trust.add(value(arg, left));
                case "--crl" -> crls.add(value(arg, left));
                case "--checkpoint" -> checkpoints.add(value(arg, left));
                case "--json" -> json = true;
                case "--help", "-h" -> help = true;
                default -> {
                    if (arg.startsWith("-")) {
                        throw new Unusable("option", arg);
                    }
                    files.add(arg);
                }
            }
        }
        if (!help && files.size() != 1) {
            throw new Unusable("file", "");
        }
        if (!help && trust.isEmpty()) {
            throw new Unusable("trust", "");
        }
        return new JournalArguments(help ? "" : files.getFirst(), trust, crls, checkpoints, json, help);
    }

    private static String value(String option, Iterator<String> left) throws Unusable {
        if (!left.hasNext()) {
            throw new Unusable("value", option);
        }
        return left.next();
    }
}
