package org.sceau.it.bench;

/**
 * One variant measured in one round.
 *
 * @param variant which gateway
 * @param accepted documents accepted and delivered
 * @param refused other answers
 * @param cpuMillis CPU of the whole gateway process per document, evidence files and time-stamps in it
 * @param compilerMillis the part of it that went to the virtual machine's compilers
 * @param stampMillis the part of it that went to the threads that have things time-stamped
 * @param evidence files made meanwhile
 * @param evidenceMillis what those files took of it, by what one took alone before
 * @param stamps that the authority gave meanwhile
 * @param p50Millis median time to the answer
 * @param p99Millis of the time to the answer
 */
record Segment(
        Variant variant,
        int accepted,
        int refused,
        double cpuMillis,
        double compilerMillis,
        double stampMillis,
        int evidence,
        double evidenceMillis,
        long stamps,
        double p50Millis,
        double p99Millis) {

    /** What is compared: everything but the compilers, which fade as a process warms up. */
    double compared() {
        return cpuMillis - compilerMillis;
    }

    /** What is left for the documents themselves. */
    double documents() {
        return compared() - stampMillis - evidenceMillis;
    }

    static String head() {
        return String.format(
                "%5s %-8s %6s %4s %10s %8s %8s %9s %7s %6s %8s %8s",
                "round",
                "variant",
                "docs",
                "ref",
                "CPU ms/doc",
                "of JIT",
                "of TSA",
                "of evid.",
                "files",
                "stamps",
                "p50 ms",
                "p99 ms");
    }

    String line(int round) {
        return String.format(
                "%5d %-8s %6d %4d %10.3f %8.3f %8.3f %9.3f %7d %6d %8.1f %8.1f",
                round,
                variant.label(),
                accepted,
                refused,
                cpuMillis,
                compilerMillis,
                stampMillis,
                evidenceMillis,
                evidence,
                stamps,
                p50Millis,
                p99Millis);
    }
}
