package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sceau.directory.DirectoryState;
import org.sceau.failure.GatewayException;
import org.sceau.timestamp.Stampers;
import org.sceau.transfer.DeliveryState;
import org.sceau.trust.RevocationState;

/** What is measured, in the Prometheus text format: counts and bytes, no partner's data and nothing of a patient. */
public final class Observation {
    private final Supplier<Map<DeliveryState, Long>> deliveries;
    private final IntSupplier underway;
    private final BooleanSupplier routes;
    private final Supplier<RevocationState> revocation;
    private final Supplier<DirectoryState> directory;
    private final File data;
    private final LongSupplier brokenGlass;
    private final Optional<Stampers> stampers;
    private final KeyStatus keys;

    /**
     * Observes.
     *
     * @param deliveries how many stand in each state
     * @param underway how many attempts are on queues
     * @param routes whether the routes run
     * @param revocation how revocation stands
     * @param directory how the directory stands
     * @param data the data directory, the room on whose disk is watched
     * @param brokenGlass how often the glass was broken since the start
     * @param stampers have journal and signatures time-stamped, if anybody does
     * @param keys the gateway's own
     */
    public Observation(
            Supplier<Map<DeliveryState, Long>> deliveries,
            IntSupplier underway,
            BooleanSupplier routes,
            Supplier<RevocationState> revocation,
            Supplier<DirectoryState> directory,
            Path data,
            LongSupplier brokenGlass,
            Optional<Stampers> stampers,
            KeyStatus keys) {
        this.deliveries = deliveries;
        this.underway = underway;
        this.routes = routes;
        this.revocation = revocation;
        this.directory = directory;
        this.data = data.toFile();
        this.brokenGlass = brokenGlass;
        this.stampers = stampers;
        this.keys = keys;
    }

    /** Whether requests can be served: the ledger answers, the routes run and the keys are there. */
    boolean ready() {
        try {
            var _ = deliveries.get();
            return routes.getAsBoolean() && keys.ready();
        } catch (GatewayException e) {
            return false;
        }
    }

    void put(ObjectNode status) {
        RevocationStatus.put(status, revocation.get());
        DirectoryStatus.put(status, directory.get());
        keys.put(status);
    }

    String metrics() {
        var out = new StringBuilder();
        deliveries
                .get()
                .forEach((state, count) -> out.append("sceau_deliveries{state=\"")
                        .append(state.name().toLowerCase(Locale.ROOT))
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        line(out, "sceau_queued_attempts", underway.getAsInt());
        revocation(out);
        DirectoryStatus.metrics(directory.get(), (name, value) -> line(out, name, value));
        line(out, "sceau_glass_broken_total", brokenGlass.getAsLong());
        keys.metrics(out);
        line(out, "sceau_data_free_bytes", data.getUsableSpace());
        stampers.ifPresent(running -> {
            line(out, "sceau_time_stamp_lag_seconds", running.journal().lagSeconds());
            line(out, "sceau_time_stamp_late", running.journal().isLate() ? 1 : 0);
            line(
                    out,
                    "sceau_signature_time_stamp_lag_seconds",
                    running.signatures().lagSeconds());
            line(out, "sceau_signature_time_stamp_late", running.signatures().isLate() ? 1 : 0);
            line(out, "sceau_signature_time_stamps_missed", running.signatures().missed());
        });
        line(out, "sceau_jvm_allocated_bytes_total", allocated());
        line(
                out,
                "sceau_jvm_heap_used_bytes",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        line(out, "sceau_process_cpu_nanoseconds_total", cpu());
        return out.toString();
    }

    private void revocation(StringBuilder out) {
        RevocationState lists = revocation.get();
        line(out, "sceau_revocation_age_seconds", lists.age().toSeconds());
        line(out, "sceau_revocation_lists", lists.lists());
        line(out, "sceau_revocation_lists_stale", lists.stale());
        line(out, "sceau_revocation_sources_failing", lists.failing());
    }

    private static void line(StringBuilder out, String name, long value) {
        out.append(name).append(' ').append(value).append('\n');
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : 0;
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
