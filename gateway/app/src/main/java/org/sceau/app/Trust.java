package org.sceau.app;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.TrustSettings;
import org.sceau.trust.TrustAnchors;
import org.sceau.trust.TrustFiles;

/** The trust anchors that a configuration names. */
final class Trust {
    private Trust() {}

    static TrustAnchors anchors(TrustSettings settings) {
        List<X509Certificate> intermediates = settings.intermediates()
                .map(file -> TrustFiles.certificates(file.path()))
                .orElse(List.of());
        return TrustAnchors.of(TrustFiles.certificates(settings.anchors().path()), intermediates, settings.maximumAge())
                .withLists(settings.revocationLists().stream()
                        .map(FileReference::path)
                        .toList());
    }

    /** The revocation lists that it names, as they are now. */
    static List<X509CRL> lists(TrustSettings settings) {
        return settings.revocationLists().stream()
                .map(file -> TrustFiles.list(file.path()))
                .toList();
    }
}
