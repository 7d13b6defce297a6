package org.sceau.routing;

import java.util.List;
import org.sceau.transfer.PartnerId;

/**
 * Which submissions a route takes. Every part that is not empty must match; an empty part matches everything.
 *
 * @param from senders
 * @param intendedRecipients partners, one of which the submission names as intended recipient
 * @param types {@code system|code}; every document of the submission has one of them
 * @param facilities {@code system|value} of the custodian; every document of the submission has one of them
 */
public record Match(
        @Documented(what = "partners that send; empty: every sender", example = "[labo]", defaultValue = "[]")
        List<PartnerId> from,

        @Documented(
                what = "partners, one of which the submission names as intended recipient; empty: not asked",
                example = "[hopital]",
                defaultValue = "[]")
        List<PartnerId> intendedRecipients,

        @Documented(
                what =
                        "document types as system|code; every document of the submission must have one; empty: every type",
                example = "[\"http://loinc.org|11502-2\"]",
                defaultValue = "[]")
        List<String> types,

        @Documented(
                what =
                        "patient's facilities as system|value of DocumentReference.custodian.identifier; every document of"
                                + " the submission must have one; empty: every facility",
                example = "[\"urn:oid:1.2.250.1.71.4.2.2|1750000001\"]",
                defaultValue = "[]")
        List<String> facilities) {

    /** Takes every submission. */
    public static final Match EVERYTHING = new Match(List.of(), List.of(), List.of(), List.of());

    /** Copies its lists. */
    public Match {
        from = List.copyOf(from);
        intendedRecipients = List.copyOf(intendedRecipients);
        types = List.copyOf(types);
        facilities = List.copyOf(facilities);
    }
}
