package org.sceau.routing;

import java.time.Duration;
import java.util.List;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

/**
 * One line of the routing table, a file of {@code conf/routes}. Whether it is paused stands in the ledger.
 *
 * @param id short name
 * @param description for operators
 * @param priority of the routes that match, the one with the highest is taken; no two routes have the same
 * @param match which submissions it takes
 * @param to partners that always get the documents
 * @param toIntended partners that get them when the submission names them as intended recipient
 * @param unknownRecipients what happens when the submission names another
 * @param mode who can open the payloads after acceptance
 * @param withoutConsent what happens when the patient has recorded nothing
 * @param limit from acceptance to a terminal event per recipient; a pause does not stop this clock
 * @param validate how submissions are validated
 * @param whenUnstamped what happens to new submissions while the journal is not time-stamped
 * @param timeStamp what of its submissions is time-stamped
 * @param authorSignature what authors' signatures in its submissions count for
 */
public record Route(
        @Documented(what = "short name, lower case, digits and dashes; also the file's name", example = "lab-results")
        RouteId id,

        @Documented(what = "for operators: what travels here and why", example = "Laboratory reports to the hospital")
        String description,

        @Documented(
                what =
                        "of the routes that match, the one with the highest number is taken; no two routes have the same",
                example = "100",
                maximum = 1_000_000)
        int priority,

        @Documented(
                what = "which submissions it takes: every part that is not empty must match",
                example = "{from: [labo], types: [\"http://loinc.org|11502-2\"]}")
        Match match,

        @Documented(what = "partners that always get the documents", example = "[hebergeur]", defaultValue = "[]")
        List<PartnerId> to,

        @Documented(
                what = "partners that get the documents when the submission names them as intended recipient",
                example = "[hopital]",
                defaultValue = "[]")
        List<PartnerId> toIntended,

        @Documented(
                what =
                        "what happens when the submission names an intended recipient that is in neither list: refuse the"
                                + " whole submission, or warn the sender and serve the others",
                example = "refuse",
                defaultValue = "refuse")
        UnknownRecipients unknownRecipients,

        @Documented(
                what = "who can open the documents after acceptance: custody (the gateway can, for authorised readers),"
                        + " reader-only (the gateway destroys its key), sealed-by-sender (the gateway never has a key)",
                example = "custody")
        Mode mode,

        @Documented(
                what =
                        "what happens when the patient has recorded neither consent nor objection; must be written, there"
                                + " is no default",
                example = "{permit: {legal-basis: \"CSP L.1110-4: same care team\"}}")
        WithoutConsent withoutConsent,

        @Documented(
                what = "time from acceptance to a terminal event for each recipient; a pause does not stop this clock",
                example = "24h",
                defaultValue = "24h")
        Duration limit,

        @Documented(
                what =
                        "rules: the gateway's compiled rules; profile: those and HAPI's instance validator, 13 to 19 ms a"
                                + " submission",
                example = "rules",
                defaultValue = "rules")
        Validation validate,

        @Documented(
                what =
                        "what happens while no authority gives time-stamps: go-on, or stop taking new submissions once the"
                                + " journal lags that far behind",
                example = "{stop: {after: 10m}}",
                defaultValue = "go-on")
        WhenUnstamped whenUnstamped,

        @Documented(
                what =
                        "journal: one time-stamp over everything since the last; document: that, and one over the signature"
                                + " of each submission (JAdES B-T), a round trip to the authority for each, beside the"
                                + " traffic",
                example = "document",
                defaultValue = "journal")
        TimeStamping timeStamp,

        @Documented(
                what = "report: authors' signatures are validated and the verdicts journaled; require: moreover every"
                        + " document needs a valid one, in itself or in a signature document that comes with it, and"
                        + " none may be less than valid",
                example = "require",
                defaultValue = "report")
        AuthorSignature authorSignature) {

    /** Copies its lists. */
    public Route {
        to = List.copyOf(to);
        toIntended = List.copyOf(toIntended);
    }

    /** True when HAPI's instance validator judges as well. */
    public boolean validateProfile() {
        return validate == Validation.PROFILE;
    }
}
