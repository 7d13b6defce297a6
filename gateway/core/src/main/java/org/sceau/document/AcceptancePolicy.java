package org.sceau.document;

import java.util.Optional;
import java.util.Set;
import org.sceau.identity.PatientIdentifier;
import org.sceau.profiles.Profile;

/**
 * What a base, or a partner on it, may send.
 *
 * @param profiles the profiles accepted; a base that accepts {@link Profile#MHD_COMPREHENSIVE} only refuses Minimal
 * @param fhirDocuments whether an ITI-65 request may carry FHIR documents (MHD option "ITI-65 FHIR Documents Publish")
 * @param knownBases absolute URLs of FHIR servers, without final slash, whose resources may be named by a reference.
 *     Nothing is ever fetched: the reference is taken as a name. Any other absolute reference is refused
 * @param identifiedPatientsOnly refuse a submission whose patient has no identifier with a system, that is only a local
 *     reference or only a name
 */
public record AcceptancePolicy(
        Set<Profile> profiles, boolean fhirDocuments, Set<String> knownBases, boolean identifiedPatientsOnly) {

    /** Copies its sets. */
    public AcceptancePolicy {
        profiles = Set.copyOf(profiles);
        knownBases = Set.copyOf(knownBases);
    }

    /** FHIR documents allowed, no known base, any patient: the policy of a partner whose file says only its profiles. */
    public static AcceptancePolicy of(Set<Profile> profiles) {
        return new AcceptancePolicy(profiles, true, Set.of(), false);
    }

    /** Every profile, as {@link #of(Set)}. */
    public static AcceptancePolicy everything() {
        return of(Set.of(Profile.values()));
    }

    /** Whether this name of a patient is too little. */
    boolean refuses(Optional<PatientIdentifier> patient) {
        return identifiedPatientsOnly
                && patient.filter(one -> !one.system().equals(PatientNames.BY_REFERENCE))
                        .isEmpty();
    }
}
