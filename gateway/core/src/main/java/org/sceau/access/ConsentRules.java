package org.sceau.access;

import org.sceau.consent.ConsentFinding;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.routing.Route;
import org.sceau.routing.WithoutConsent;

/**
 * What a patient's recorded choice, or its absence, means on a route. An objection is refused in the words of any other
 * refusal of a recipient: a restriction must not be visible to who is kept out (EHDS, Regulation (EU) 2025/327, Art. 8).
 */
final class ConsentRules {

    private ConsentRules() {}

    static Finding judge(Route route, ConsentFinding finding) {
        String prefix = "route:" + route.id();
        return switch (finding) {
            case ConsentFinding.Consented _ ->
                new Finding.For(prefix + "/consent:permit", "permitted by recorded consent");
            case ConsentFinding.Objected _ ->
                new Finding.Against(
                        prefix + "/recipients:refuse",
                        "the route does not send this submission to this recipient",
                        Issue.of(FailureCode.NOT_PERMITTED));
            case ConsentFinding.Nothing _ -> withoutConsent(route, prefix + "/without-consent");
        };
    }

    private static Finding withoutConsent(Route route, String rule) {
        return switch (route.withoutConsent()) {
            case WithoutConsent.Permit permit ->
                new Finding.For(
                        rule + ":permit",
                        "permitted without recorded consent on the legal basis: " + permit.legalBasis());
            case WithoutConsent.Refuse _ ->
                new Finding.Against(
                        rule + ":refuse",
                        "the route refuses documents of patients without recorded consent",
                        Issue.of(FailureCode.CONSENT_REQUIRED));
        };
    }
}
