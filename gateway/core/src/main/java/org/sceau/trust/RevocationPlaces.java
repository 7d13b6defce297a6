package org.sceau.trust;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where revocation is looked for.
 *
 * @param files lists that somebody else puts there
 * @param oppositions file of opposed cards, if any
 * @param addresses of lists
 * @param hosts that may be asked for what certificates name, lists and answers of responders: a host, or host:port for another than the usual port
 * @param certificates of which distribution points and responders are asked, at those hosts only
 */
public record RevocationPlaces(
        List<Path> files,
        Optional<Path> oppositions,
        List<URI> addresses,
        Set<String> hosts,
        List<X509Certificate> certificates) {
    /** Most addresses that are asked: a certificate must not make us ask for ever. */
    private static final int MAXIMUM_ADDRESSES = 64;

    /** Copies its collections. */
    public RevocationPlaces {
        files = List.copyOf(files);
        addresses = List.copyOf(addresses);
        hosts = Set.copyOf(hosts);
        certificates = List.copyOf(certificates);
    }

    /** Every address to ask: those stated, then those of certificates, as far as their host is allowed. */
    List<URI> asked(List<X509Certificate> authorities) {
        Set<URI> asked = new LinkedHashSet<>(addresses);
        List<X509Certificate> naming = new ArrayList<>(authorities);
        naming.addAll(certificates);
        for (X509Certificate certificate : naming) {
            PointAddresses.of(certificate).stream().filter(this::isAllowed).forEach(address -> {
                if (asked.size() < MAXIMUM_ADDRESSES) {
                    asked.add(address);
                }
            });
        }
        return List.copyOf(asked);
    }

    boolean isAllowed(URI address) {
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        int usual = "https".equals(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return (port == usual && hosts.contains(name)) || hosts.contains(name + ":" + port);
    }
}
