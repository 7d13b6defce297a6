package org.sceau.it.outage;

import java.util.ArrayList;
import java.util.List;
import org.sceau.it.bench.Load;

/** What a part of the run showed, batch by batch. Not thread-safe. */
final class Phase {
    private final String name;
    private final List<Double> cpuMillis = new ArrayList<>();
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> slowest = new ArrayList<>();
    private int accepted;
    private int refused;

    Phase(String name) {
        this.name = name;
    }

    void add(Load.Outcome outcome, double cpuMillisPerDocument) {
        accepted += outcome.accepted();
        refused += outcome.refused();
        cpuMillis.add(cpuMillisPerDocument);
        medians.add(outcome.quantile(0.5) / 1e6);
        slowest.add(outcome.quantile(0.99) / 1e6);
    }

    int refused() {
        return refused;
    }

    int accepted() {
        return accepted;
    }

    double cpu() {
        return median(cpuMillis);
    }

    double p50() {
        return median(medians);
    }

    double p99() {
        return median(slowest);
    }

    static String head() {
        return String.format(
                "%-8s %8s %8s %8s %11s %9s %9s",
                "phase", "batches", "accepted", "refused", "CPU ms/doc", "p50 ms", "p99 ms");
    }

    String line() {
        return String.format(
                "%-8s %8d %8d %8d %11.3f %9.1f %9.1f", name, medians.size(), accepted, refused, cpu(), p50(), p99());
    }

    static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
