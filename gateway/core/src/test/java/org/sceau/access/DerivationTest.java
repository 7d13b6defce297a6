package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.identity.Acting;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.Digest;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Confidentiality;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Relation;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;
import org.sceau.transfer.PartnerId;

class DerivationTest {
    private static final AccessRules RULES = new AccessRules(new AccessSettings(List.of(
            rule("anybody", true, Who.EVERYBODY, Which.EVERY),
            rule(
                    "physicians",
                    true,
                    new Who(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Set.of("10")),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    Which.EVERY),
            rule(
                    "nothing-restricted",
                    false,
                    Who.EVERYBODY,
                    new Which(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Set.of(Confidentiality.RESTRICTED)),
                            Optional.empty(),
                            Optional.empty())))));

    @Test
    void everyRuleOfTheActionIsToldWithWhatKeepsItFromHolding() {
        Derivation derivation = whatIf("N").by(RULES);

        assertThat(derivation.steps())
                .extracting(step -> step.rule() + " " + step.failed() + " " + step.decides())
                .containsExactly(
                        "nothing-restricted [documents.confidentiality] false",
                        "anybody [] true",
                        "physicians [who.professions] false");
        assertThat(derivation.granted()).isTrue();
        assertThat(derivation.rule()).isEqualTo("access:anybody");
    }

    @Test
    void aRefusalThatHoldsDecidesBeforeEveryGrant() {
        Derivation derivation = whatIf("R").by(RULES);

        assertThat(derivation.steps())
                .filteredOn(Derivation.Step::decides)
                .extracting(Derivation.Step::rule)
                .containsExactly("nothing-restricted");
        assertThat(derivation.rule()).isEqualTo("access:nothing-restricted:refuse");
        assertThat(new String(CanonicalJson.encode(derivation.json()), StandardCharsets.UTF_8))
                .startsWith("{\"action\":\"find\",\"granted\":false,\"relation\":\"recipient\"")
                .contains("{\"decides\":true,\"effect\":\"refuse\",\"failed\":[],\"holds\":true,"
                        + "\"rule\":\"nothing-restricted\",\"why\":\"for tests\"}");
    }

    @Test
    void anActionThatNoRuleIsAboutIsRefusedByDefault() {
        Derivation derivation = new WhatIf(Action.CONSENT, caller(), Relation.OTHER, DocumentCodes.NONE).by(RULES);

        assertThat(derivation.steps()).isEmpty();
        assertThat(derivation.rule()).isEqualTo("access/default:refuse");
    }

    private static WhatIf whatIf(String confidentiality) {
        var label = new Coded("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", confidentiality);
        return new WhatIf(
                Action.FIND, caller(), Relation.RECIPIENT, new DocumentCodes(List.of(), List.of(), List.of(label)));
    }

    private static Caller caller() {
        return new Caller(
                new PartnerId("hopital"), Digest.sha256(new byte[0]), ProfessionalQuality.NONE, Acting.ORGANISATION);
    }

    private static AccessRule rule(String id, boolean grants, Who who, Which which) {
        Set<Action> actions = Set.of(Action.FIND);
        return new AccessRule(
                id,
                "for tests",
                grants ? actions : Set.of(),
                grants ? Set.of() : actions,
                who,
                which,
                Optional.empty(),
                Optional.empty(),
                Identity.SHOWN);
    }
}
