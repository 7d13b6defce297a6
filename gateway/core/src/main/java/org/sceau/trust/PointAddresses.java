package org.sceau.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** HTTP addresses of lists that a certificate names: distribution points and freshest lists (RFC 5280, 4.2.1.13 and 15). */
final class PointAddresses {
    private static final List<String> EXTENSIONS = List.of("2.5.29.31", "2.5.29.46");
    private static final int MAXIMUM = 8;
    private static final int MAXIMUM_CHARACTERS = 1024;

    private PointAddresses() {}

    /** Its addresses; none when what names them is malformed. */
    static List<URI> of(X509Certificate certificate) {
        List<URI> addresses = new ArrayList<>();
        try {
            for (String extension : EXTENSIONS) {
                byte[] wrapped = certificate.getExtensionValue(extension);
                if (wrapped != null) {
                    add(
                            CRLDistPoint.getInstance(
                                    ASN1OctetString.getInstance(wrapped).getOctets()),
                            addresses);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException _) {
            return List.of();
        }
        return addresses;
    }

    private static void add(CRLDistPoint points, List<URI> addresses) {
        for (var point : points.getDistributionPoints()) {
            DistributionPointName name = point.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                for (GeneralName one : GeneralNames.getInstance(name.getName()).getNames()) {
                    String text = one.getName().toString();
                    boolean http = text.startsWith("http://") || text.startsWith("https://");
                    if (one.getTagNo() == GeneralName.uniformResourceIdentifier
                            && http
                            && text.length() <= MAXIMUM_CHARACTERS
                            && addresses.size() < MAXIMUM) {
                        addresses.add(URI.create(text));
                    }
                }
            }
        }
    }
}
