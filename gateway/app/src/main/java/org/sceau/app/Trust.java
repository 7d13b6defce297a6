package org.sceau.app;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sceau.routing.configuration.TrustSettings;
import org.sceau.trust.TrustAnchors;
import org.sceau.trust.TrustFiles;

/** The trust anchors that a configuration names. */
final class Trust {
    private Trust() {}

    static TrustAnchors anchors(TrustSettings settings) {
        List<X509Certificate> certificates =
                new ArrayList<>(TrustFiles.certificates(settings.anchors().path()));
        settings.intermediates().ifPresent(file -> certificates.addAll(TrustFiles.certificates(file.path())));
        Map<String, X509CRL> lists = new LinkedHashMap<>();
        settings.revocationLists().forEach(file -> lists.put(file.path().toString(), TrustFiles.list(file.path())));
        return TrustAnchors.of(certificates, lists, settings.maximumAge());
    }

    /** The revocation lists that it names, as they are now. */
    static List<X509CRL> lists(TrustSettings settings) {
        return settings.revocationLists().stream()
                .map(file -> TrustFiles.list(file.path()))
                .toList();
    }
}
