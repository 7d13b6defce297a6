package org.sceau.trust;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Names of distribution points in a form that can be compared: kind and canonical value. */
final class PointNames {
    private PointNames() {}

    /** The names; one relative to its issuer is completed by {@code issuer}. Throws IllegalArgumentException. */
    static Set<String> of(DistributionPointName point, X500Principal issuer) {
        if (point.getType() == DistributionPointName.FULL_NAME) {
            return of(GeneralNames.getInstance(point.getName()));
        }
        RDN relative = RDN.getInstance(ASN1Set.getInstance(point.getName()));
        RDN[] above = X500Name.getInstance(issuer.getEncoded()).getRDNs();
        RDN[] whole = new RDN[above.length + 1];
        System.arraycopy(above, 0, whole, 0, above.length);
        whole[above.length] = relative;
        return Set.of(of(principal(new X500Name(whole))));
    }

    static Set<String> of(GeneralNames names) {
        Set<String> texts = new HashSet<>();
        for (GeneralName name : names.getNames()) {
            texts.add(
                    name.getTagNo() == GeneralName.directoryName
                            ? of(principal(X500Name.getInstance(name.getName())))
                            : name.getTagNo() + ":" + name.getName());
        }
        return texts;
    }

    static String of(X500Principal name) {
        return GeneralName.directoryName + ":" + name.getName(X500Principal.CANONICAL);
    }

    static X500Principal principal(X500Name name) {
        try {
            return new X500Principal(name.getEncoded(ASN1Encoding.DER));
        } catch (IOException _) {
            throw new IllegalArgumentException("a name cannot be encoded");
        }
    }
}
