package org.sceau.app;

import org.sceau.app.http.HttpLimits;
import org.sceau.intake.IntakeLimits;
import org.sceau.routing.configuration.LimitSettings;

/** What a request may cost, as server and intake are told. */
final class Limits {
    private static final int FORM_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 16 * 1024;

    private Limits() {}

    static HttpLimits http(LimitSettings limits) {
        return new HttpLimits(
                HEADER_BYTES,
                limits.idle(),
                limits.bodyGrace(),
                limits.bodyPerSecond().bytes(),
                limits.concurrentSubmissions(),
                FORM_BYTES);
    }

    static IntakeLimits intake(LimitSettings limits) {
        IntakeLimits defaults = IntakeLimits.defaults();
        return new IntakeLimits(
                limits.body().bytes(),
                limits.xmlBody().bytes(),
                limits.entries(),
                limits.documentEntries(),
                limits.depth(),
                defaults.maxMembers(),
                defaults.maxNameBytes(),
                limits.metadata().asInt(),
                limits.string().asInt(),
                limits.documentView().asInt());
    }
}
