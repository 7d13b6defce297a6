package org.sceau.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Subjects in the patterns of IGC-Santé test certificates (national PKI of health, AC IGC-SANTE). */
final class DevelopmentNames {
    private static final String COUNTRY = "FR";

    private DevelopmentNames() {}

    /** {@code C=FR,O=SCEAU-DEVELOPMENT,OU=IGC-SANTE TEST,CN=…}. */
    static X500Name authority(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.O, "SCEAU-DEVELOPMENT")
                .addRDN(BCStyle.OU, "IGC-SANTE TEST")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** {@code C=FR,O=<name>,OU=<structure>,CN=<common name>}. */
    static X500Name organisation(String name, String structure, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.O, name)
                .addRDN(BCStyle.OU, structure)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** A professional's card: {@code C=FR,title=<title>,CN=<id>+SN=<surname>+GN=<given>}, the last RDN multi-valued. */
    static X500Name professional(String nationalId, String surname, String given, String title) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.T, title)
                .addMultiValuedRDN(
                        new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.SURNAME, BCStyle.GIVENNAME},
                        new String[] {nationalId, surname, given})
                .build();
    }
}
