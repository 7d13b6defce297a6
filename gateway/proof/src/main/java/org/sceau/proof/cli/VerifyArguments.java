package org.sceau.proof.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.AlgorithmDates;

/**
 * The arguments of the verifier.
 *
 * @param files the evidence files
 * @param trust files or directories of PEM trust anchors
 * @param crls revocation lists, DER or PEM
 * @param documents {@code FILE} or {@code NAME=FILE}
 * @param at the moment to verify for; now when empty
 * @param dates the ends of algorithms
 * @param json verdict for machines
 * @param help only show how to call
 */
record VerifyArguments(
        List<String> files,
        List<String> trust,
        List<String> crls,
        List<String> documents,
        Optional<Instant> at,
        AlgorithmDates dates,
        boolean json,
        boolean help) {

    /** The program was called in a way that means nothing; {@code problem} is a key of the texts. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String problem;
        private final String argument;

        Unusable(String problem, String argument) {
            super(problem);
            this.problem = problem;
            this.argument = argument;
        }

        String problem() {
            return problem;
        }

        String argument() {
            return argument;
        }
    }

    static VerifyArguments parse(List<String> args) throws Unusable {
        List<String> files = new ArrayList<>();
        List<String> trust = new ArrayList<>();
        List<String> crls = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        Optional<Instant> at = Optional.empty();
        AlgorithmDates dates = AlgorithmDates.current();
        boolean json = false;
        boolean help = false;
        Iterator<String> left = args.iterator();
        while (left.hasNext()) {
            String arg = left.next();
            switch (arg) {
                case "--trust" -> trust.add(value(arg, left));
                case "--crl" -> crls.add(value(arg, left));
                case "--document" -> documents.add(value(arg, left));
                case "--at" -> at = Optional.of(moment(value(arg, left)));
                case "--ends" -> dates = ending(dates, value(arg, left));
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
        if (help) {
            return new VerifyArguments(List.of(), trust, crls, documents, at, dates, json, true);
        }
        if (files.isEmpty()) {
            throw new Unusable("file", "");
        }
        if (trust.isEmpty()) {
            throw new Unusable("trust", "");
        }
        return new VerifyArguments(files, trust, crls, documents, at, dates, json, false);
    }

    private static Instant moment(String text) throws Unusable {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Unusable("moment", text);
        }
    }

    private static AlgorithmDates ending(AlgorithmDates dates, String text) throws Unusable {
        try {
            return dates.with(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable("ending", text);
        }
    }

    private static String value(String option, Iterator<String> left) throws Unusable {
        if (!left.hasNext()) {
            throw new Unusable("value", option);
        }
        return left.next();
    }
}
