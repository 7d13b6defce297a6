package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * Options of the FHIR endpoint.
 *
 * @param fhirDocuments MHD's FHIR Documents Publish option
 * @param minimalMetadata whether Minimal submissions are taken; without them the CapabilityStatement claims Comprehensive
 * @param searchHits most documents that one search returns
 */
public record FhirSettings(
        @Documented(
                what = "MHD's FHIR Documents Publish option: a document Bundle may stand in a transaction",
                example = "true",
                defaultValue = "true")
        boolean fhirDocuments,

        @Documented(
                what = "whether Minimal submissions are taken; only without them does the CapabilityStatement claim"
                        + " Comprehensive",
                example = "false",
                defaultValue = "false")
        boolean minimalMetadata,

        @Documented(
                what = "most documents that one search returns; names are matched in memory within one patient",
                example = "1000",
                defaultValue = "1000",
                minimum = 1,
                maximum = 100_000)
        int searchHits) {}
