package org.sceau.it.bench;

/**
 * One line of the table.
 *
 * @param sizeBytes of the PDF in each bundle
 * @param connections of the load
 * @param documents accepted and delivered
 * @param refused other answers
 * @param cpuMillis CPU of the gateway process per document, with everything in it
 * @param compilerMillis the part of it that went to the virtual machine's compilers: it fades as the process warms up
 * @param perSecond documents accepted per second
 * @param p50Millis median time to the answer
 * @param p99Millis of the time to the answer
 * @param allocatedKilobytes per document
 * @param peakMegabytes resident memory of the gateway so far
 * @param floorMillis CPU of the bare steps for one document of that size, in the same run
 */
record Row(
        int sizeBytes,
        int connections,
        int documents,
        int refused,
        double cpuMillis,
        double compilerMillis,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double allocatedKilobytes,
        long peakMegabytes,
        double floorMillis) {

    /** How many times the floor a document costs. */
    double ratio() {
        return floorMillis == 0 ? 0 : cpuMillis / floorMillis;
    }

    static String head() {
        return String.format(
                "%9s %5s %6s %4s %10s %7s %8s %8s %8s %9s %7s %8s %6s",
                "size",
                "conn",
                "docs",
                "ref",
                "CPU ms/doc",
                "of JIT",
                "docs/s",
                "p50 ms",
                "p99 ms",
                "alloc kB",
                "RSS MB",
                "floor ms",
                "ratio");
    }

    String line() {
        return String.format(
                "%9d %5d %6d %4d %10.2f %7.2f %8.1f %8.1f %8.1f %9.0f %7d %8.3f %6.1f",
                sizeBytes,
                connections,
                documents,
                refused,
                cpuMillis,
                compilerMillis,
                perSecond,
                p50Millis,
                p99Millis,
                allocatedKilobytes,
                peakMegabytes,
                floorMillis,
                ratio());
    }
}
