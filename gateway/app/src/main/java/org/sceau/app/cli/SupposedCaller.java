package org.sceau.app.cli;

import org.sceau.access.Identify;
import org.sceau.access.TrustedCertificates;
import org.sceau.app.OpenDirectory;
import org.sceau.identity.Caller;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.configuration.Configuration;

/** Who a partner would be in a session of its own. */
final class SupposedCaller {
    private SupposedCaller() {}

    /** The partner with the first of its certificates; zeros in its place for one that cannot call. */
    static Caller of(Configuration configuration, Partner partner, OpenDirectory.Offline offline) {
        var identify = new Identify(
                configuration.table(),
                TrustedCertificates.ofCallers(offline.certificates()),
                configuration.qualities(),
                offline.roles());
        return partner.authCertificates().stream()
                .findFirst()
                .map(certificate -> identify.supposed(partner, certificate))
                .orElseGet(() -> new Caller(partner.id(), Digest.of(new byte[32]), partner.recordedQuality()));
    }
}
