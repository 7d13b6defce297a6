package org.sceau.profiles;

import java.util.Arrays;
import java.util.Optional;

/** The profiles a sender may claim, by canonical URL (IHE MHD 4.2.4; HL7 FHIR R4 4.0.1 for documents alone). */
public enum Profile {
    /** ITI-65 with few metadata (ITI TF-3 table 4.3.1-3, column XDR MS). */
    MHD_MINIMAL("https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Minimal.ProvideBundle"),
    /** ITI-65 with all metadata, authors by reference. */
    MHD_UNCONTAINED(
            "https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.UnContained.Comprehensive.ProvideBundle"),
    /** ITI-65 with all metadata, authors contained (column XDS DS). */
    MHD_COMPREHENSIVE("https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle"),
    /** ITI-105: one DocumentReference with its content in it. */
    MHD_SIMPLIFIED("https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.SimplifiedPublish.DocumentReference"),
    /** A FHIR document (Bundle of type document) alone; R4 section 2.42 (documents). */
    FHIR_DOCUMENT("http://hl7.org/fhir/StructureDefinition/Bundle");

    private final String canonical;

    Profile(String canonical) {
        this.canonical = canonical;
    }

    /** The canonical URL, without version. */
    public String canonical() {
        return canonical;
    }

    /** The profile of a canonical URL; a version after {@code |} is ignored. */
    public static Optional<Profile> of(String canonical) {
        int bar = canonical.indexOf('|');
        String bare = bar < 0 ? canonical : canonical.substring(0, bar);
        return Arrays.stream(values())
                .filter(profile -> profile.canonical.equals(bare))
                .findFirst();
    }
}
