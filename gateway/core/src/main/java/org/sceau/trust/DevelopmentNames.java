package org.sceau.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.sceau.identity.CardFamily;

/** Subjects in the patterns of IGC-Santé test certificates (national PKI of health, AC IGC-SANTE). */
final class DevelopmentNames {
    private static final String COUNTRY = "FR";
    private static final ASN1ObjectIdentifier[] PERSON = {BCStyle.CN, BCStyle.SURNAME, BCStyle.GIVENNAME};

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

    /** A made-up holder's card of this family; families of one form differ in nothing else. */
    static X500Name card(CardFamily family) {
        return switch (family) {
            case CPS, CPF -> professional("899900000019", "EXEMPLE", "Camille", "Médecin");
            case CDE, CPE -> employee("500000000029751/CPET0001");
            case CDA, CPA -> employee("500000000029751/CPAT0001");
        };
    }

    /** {@code C=FR,O=<structure>,L=Paris (75),OU=<id>,CN=<structure/number>+SN=EXEMPLE+GN=Camille}. */
    private static X500Name employee(String number) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.O, "Établissement de démonstration (fictif)")
                .addRDN(BCStyle.L, "Paris (75)")
                .addRDN(BCStyle.OU, "300000000029751")
                .addMultiValuedRDN(PERSON, new String[] {number, "EXEMPLE", "Camille"})
                .build();
    }

    /** A professional's card: {@code C=FR,title=<title>,CN=<id>+SN=<surname>+GN=<given>}, the last RDN multi-valued. */
    static X500Name professional(String nationalId, String surname, String given, String title) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.T, title)
                .addMultiValuedRDN(PERSON, new String[] {nationalId, surname, given})
                .build();
    }
}
