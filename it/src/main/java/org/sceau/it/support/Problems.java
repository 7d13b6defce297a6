package org.sceau.it.support;

import java.util.List;

/** How a harness ends: one clear line, and an exit code that says the same. */
public final class Problems {
    private Problems() {}

    /** Prints each and their number; the exit code, 1 when there is any. */
    public static int tell(List<String> problems) {
        problems.forEach(problem -> System.out.println("PROBLEM " + problem));
        System.out.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        return problems.isEmpty() ? 0 : 1;
    }
}
