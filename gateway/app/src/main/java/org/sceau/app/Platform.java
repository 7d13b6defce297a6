package org.sceau.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What the virtual machine must not be, whatever launched it. */
final class Platform {
    private static final String COMPACT_HEADERS = "UseCompactObjectHeaders";

    private Platform() {}

    /** Throws {@link CannotStart} on one that copies arrays wrongly once it has optimised (ADR 0031). */
    static void require() {
        require(option(COMPACT_HEADERS));
    }

    static void require(Optional<String> compactHeaders) {
        if (compactHeaders.filter("true"::equals).isPresent()) {
            throw new CannotStart(
                    "this Java runs with compact object headers, with which it stores what nobody opens (JDK-8380060): take"
                            + " -XX:+" + COMPACT_HEADERS + " out of _JAVA_OPTIONS and JDK_JAVA_OPTIONS",
                    null);
        }
    }

    /** Empty where the machine is another one, or has no such option. */
    private static Optional<String> option(String name) {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return Optional.ofNullable(machine).map(one -> one.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
