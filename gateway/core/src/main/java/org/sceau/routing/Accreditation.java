package org.sceau.routing;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/**
 * A hosting store's declared certificate for health data (HDS: CSP L.1111-8, R.1111-9, référentiel v2 of 2024).
 *
 * @param certificate number of the certificate
 * @param activities what it covers
 * @param validUntil last day of validity, in UTC
 * @param country ISO 3166-1 alpha-2 code of where the data lies; the référentiel wants the European Economic Area
 * @param transferMap the published map of transfers outside the EEA
 */
public record Accreditation(
        @Documented(what = "number of the certificate", example = "HDS-2025-0001")
        String certificate,

        @Documented(
                what = "activities that the certificate covers; a store needs all six of CSP R.1111-9 but the physical"
                        + " sites and hardware that a subcontractor's certificate may cover",
                example = "[virtual-infrastructure, application-platform, administration, backup]")
        Set<HostingActivity> activities,

        @Documented(what = "last day of validity, in UTC", example = "2028-05-15")
        LocalDate validUntil,

        @Documented(what = "country where the data lies (ISO 3166-1 alpha-2), in the EEA", example = "FR")
        String country,

        @Documented(
                what = "address of the published map of transfers outside the EEA",
                example = "https://store.example/transfers")
        URI transferMap) {

    /** What a store must be certified for to hold documents for this gateway. */
    public static final Set<HostingActivity> NEEDED = Set.of(
            HostingActivity.VIRTUAL_INFRASTRUCTURE,
            HostingActivity.APPLICATION_PLATFORM,
            HostingActivity.ADMINISTRATION,
            HostingActivity.BACKUP);

    /** The European Economic Area: the Union's 27, and Iceland, Liechtenstein, Norway. */
    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /** Copies its set. */
    public Accreditation {
        activities = Set.copyOf(activities);
    }

    /** Whether a document may be deposited at a moment. */
    public Standing at(Instant moment) {
        if (!moment.isBefore(validUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())) {
            return new Standing.Expired(validUntil);
        }
        if (!EEA.contains(country)) {
            return new Standing.OutsideEea(country);
        }
        if (!activities.containsAll(NEEDED)) {
            EnumSet<HostingActivity> missing = EnumSet.copyOf(NEEDED);
            missing.removeAll(activities);
            return new Standing.OutOfScope(missing);
        }
        return new Standing.InForce();
    }

    /** The verdict on an accreditation. */
    public sealed interface Standing {
        /** The store may take the document. */
        record InForce() implements Standing {}

        /** The certificate has run out. */
        record Expired(LocalDate validUntil) implements Standing {}

        /** The data would lie outside the European Economic Area. */
        record OutsideEea(String country) implements Standing {}

        /** The certificate does not cover what a store does. */
        record OutOfScope(Set<HostingActivity> missing) implements Standing {

            /** Copies its set. */
            public OutOfScope {
                missing = Set.copyOf(missing);
            }
        }
    }
}
