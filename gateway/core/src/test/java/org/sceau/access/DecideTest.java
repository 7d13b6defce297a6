package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.document.SubmissionFixture.submission;
import static org.sceau.routing.Tables.HEBERGEUR;
import static org.sceau.routing.Tables.HOPITAL;
import static org.sceau.routing.Tables.LABO;
import static org.sceau.routing.Tables.partner;
import static org.sceau.routing.Tables.partners;
import static org.sceau.routing.Tables.route;
import static org.sceau.routing.Tables.table;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.consent.ConsentFinding;
import org.sceau.consent.Consents;
import org.sceau.consent.Visibility;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.document.SignerTrust;
import org.sceau.document.SubmissionFixture;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Acting;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Provenance;
import org.sceau.identity.TokenGrant;
import org.sceau.oauth.AccessToken;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.TokenIssuer;
import org.sceau.oauth.Transaction;
import org.sceau.oauth.Validity;
import org.sceau.proof.Entry;
import org.sceau.routing.Channel;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Revisions;
import org.sceau.routing.Right;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.routing.UnknownRecipients;
import org.sceau.routing.WhenUnstamped;
import org.sceau.routing.WithoutConsent;
import org.sceau.routing.configuration.TokenIssuerSettings;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;

class DecideTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant AFTER_ACCREDITATION = Instant.parse("2030-01-02T00:00:00Z");
    private static final TransferId TRANSFER = new TransferId(new UUID(1, 2));
    private static final Coded MASKED = new Coded(Visibility.SYSTEM_OID, "MASQUE_PS");
    private static final CertificateChecker GOOD = (_, _) -> new CertificateChecker.Standing.Usable();
    private static final CertificateChecker REVOKED =
            (_, _) -> new CertificateChecker.Standing.Unusable(FailureCode.CERTIFICATE_REVOKED);

    @Test
    void verdictsOnAuthorsSignaturesStandInTheDecision() {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);
        AuthorVerdict finding = verdict(0, SignerTrust.Standing.UNTRUSTED, 0);

        AccessDecision decision = decide.submission(
                TRANSFER,
                caller(LABO),
                submission().document("1").signature(finding).build(),
                NOW);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        AccessDecision.Granted.class,
                        granted -> assertThat(granted.accepted().decision())
                                .isEqualTo("permitted without recorded consent on the legal basis: CSP L.1110-4; "
                                        + finding.text()));
    }

    @Test
    void aRouteThatRequiresAuthorsSignaturesTakesNothingWithoutAValidOneForEveryDocument() {
        Route required = Tables.signed(everything());
        Decide decide = decide(table(required), new ConsentFinding.Nothing(), GOOD);
        AuthorVerdict good = verdict(1, SignerTrust.Standing.TRUSTED, 0);
        AuthorVerdict revoked = verdict(1, SignerTrust.Standing.REVOKED, 0);

        assertThat(codes(decide, submission().document("1").document("2").signature(good)))
                .isEmpty();
        assertThat(codes(decide, submission().document("1"))).containsExactly(FailureCode.AUTHOR_SIGNATURE_MISSING);
        assertThat(codes(decide, submission().document("1").document("2").signature(revoked)))
                .containsExactly(FailureCode.AUTHOR_SIGNATURE_REFUSED, FailureCode.AUTHOR_SIGNATURE_MISSING);
        assertThat(codes(
                        decide,
                        submission().document("1").document("2").document("3").signature(good)))
                .containsExactly(FailureCode.AUTHOR_SIGNATURE_MISSING);
    }

    @Test
    void refusalForAnAuthorsSignatureCarriesItsIndicationItsPlaceAndItsSigner() {
        Decide decide = decide(table(Tables.signed(everything())), new ConsentFinding.Nothing(), GOOD);
        AuthorVerdict revoked = verdict(1, SignerTrust.Standing.REVOKED, 0);

        AccessDecision decision = decide.submission(
                TRANSFER,
                caller(LABO),
                submission().document("1").document("2").signature(revoked).build(),
                NOW);

        assertThat(decision).isInstanceOfSatisfying(AccessDecision.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo("route:lab/author-signature:require");
            assertThat(refused.decision()).endsWith(revoked.text());
            assertThat(refused.issues())
                    .contains(Issue.at(
                            FailureCode.AUTHOR_SIGNATURE_REFUSED,
                            "Bundle.entry",
                            "INDETERMINATE (REVOKED_NO_POE)",
                            "revoked"));
        });
    }

    private static List<FailureCode> codes(Decide decide, SubmissionFixture submission) {
        return switch (decide.submission(TRANSFER, caller(LABO), submission.build(), NOW)) {
            case AccessDecision.Granted _ -> List.of();
            case AccessDecision.Refused refused ->
                refused.issues().stream().map(Issue::code).toList();
        };
    }

    private static AuthorVerdict verdict(int entry, SignerTrust.Standing standing, int document) {
        return new AuthorVerdict(
                entry,
                AuthorVerdict.Form.XADES,
                standing.indication(),
                AuthorVerdict.Integrity.INTACT,
                new AuthorVerdict.Signer(standing, Optional.empty(), Optional.empty()),
                Optional.empty(),
                AuthorVerdict.Documents.of(document));
    }

    @Test
    void whatEveryRulePermitsIsAcceptedUnderTheNameOfTheRule() {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);

        AccessDecision decision = decide.submission(
                TRANSFER, caller(LABO), submission().document("1").build(), NOW);

        assertThat(decision).isInstanceOfSatisfying(AccessDecision.Granted.class, granted -> {
            Accepted accepted = granted.accepted();
            assertThat(accepted.rule()).isEqualTo("access:all+route:lab/without-consent:permit");
            assertThat(accepted.decision())
                    .isEqualTo("permitted without recorded consent on the legal basis: CSP L.1110-4");
            assertThat(accepted.transfer()).isEqualTo(TRANSFER);
            assertThat(accepted.at()).isEqualTo(NOW);
            assertThat(accepted.recipients()).extracting(Partner::id).containsExactly(HOPITAL, HEBERGEUR);
            assertThat(accepted.revisions()).isEqualTo(Revisions.of(Tables.CONFIGURATION, Tables.ROUTE_FILE));
        });
    }

    /** What the patient recorded against what the route does without a record. */
    @ParameterizedTest
    @CsvSource({
        "nothing,   permit, route:lab/without-consent:permit, -",
        "nothing,   refuse, route:lab/without-consent:refuse, CONSENT_REQUIRED",
        "consented, permit, route:lab/consent:permit,         -",
        "consented, refuse, route:lab/consent:permit,         -",
        "objected,  permit, route:lab/recipients:refuse,      NOT_PERMITTED",
        "objected,  refuse, route:lab/recipients:refuse,      NOT_PERMITTED",
    })
    void thePatientsChoiceAndTheRouteDecide(String recorded, String without, String rule, String code) {
        ConsentFinding finding = switch (recorded) {
            case "consented" -> new ConsentFinding.Consented("c1");
            case "objected" -> new ConsentFinding.Objected("c1");
            default -> new ConsentFinding.Nothing();
        };
        WithoutConsent policy = without.equals("permit") ? Tables.PERMIT : new WithoutConsent.Refuse();
        RoutingTable table =
                table(route("lab", 1, Match.EVERYTHING, List.of(HOPITAL), List.of(), UnknownRecipients.REFUSE, policy));
        Decide decide = decide(table, finding, GOOD);
        var outgoing = new Outgoing(TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, _ -> true);

        AccessDecision before = decide.submission(
                TRANSFER, caller(LABO), submission().document("1").build(), NOW);
        Ruling later = decide.delivery(outgoing, NOW);

        assertThat(seen(before)).isEqualTo((code.equals("-") ? "access:all+" : "") + rule + " " + code);
        assertThat(seen(later)).isEqualTo(seen(before));
    }

    /** A route that goes on takes everything; one that stops, what comes while time-stamps are young enough. */
    @ParameterizedTest
    @CsvSource({
        "PT0S,      0, -",
        "PT0S,     60, -",
        "PT0.001S, 60, TIME_STAMPS_MISSING",
        "PT24H,    60, TIME_STAMPS_MISSING",
        "PT24H,     0, -",
    })
    void aRouteThatStopsTakesNothingNewWhileTimeStampsAreMissing(Duration beyond, long after, String code) {
        WhenUnstamped when = after == 0 ? new WhenUnstamped.GoOn() : new WhenUnstamped.Stop(Duration.ofSeconds(after));
        Instant stampedUntil = NOW.minusSeconds(60).minus(beyond);
        Decide decide =
                decide(table(Tables.unstamped(everything(), when)), new ConsentFinding.Nothing(), GOOD, stampedUntil);

        AccessDecision decision = decide.submission(
                TRANSFER, caller(LABO), submission().document("1").build(), NOW);
        Ruling delivery = decide.delivery(
                new Outgoing(TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, _ -> true), NOW);

        assertThat(seen(decision)).endsWith(" " + code);
        assertThat(decision)
                .matches(refused -> refused instanceof AccessDecision.Granted
                        || seen(refused).equals("route:lab/when-unstamped:stop TIME_STAMPS_MISSING"));
        assertThat(delivery).as("what was accepted is delivered").isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void anObjectionIsWordedLikeAnyRefusalOfARecipient() {
        Decide decide = decide(table(everything()), new ConsentFinding.Objected("c1"), GOOD);

        AccessDecision decision = decide.submission(
                TRANSFER, caller(LABO), submission().document("1").build(), NOW);

        assertThat(decision.toString()).doesNotContainIgnoringCase("consent").doesNotContainIgnoringCase("patient");
    }

    @Test
    void aSenderWithoutTheRightOrTheProfileIsRefused() {
        Partner reader = partner(LABO, new Channel.Inbox(), List.of(), Set.of(Right.FIND), List.of(), Optional.empty());
        Decide decide = decide(with(reader), new ConsentFinding.Nothing(), GOOD);
        Decide nobody = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);
        var handedIn = submission().document("1").build();

        assertThat(seen(decide.submit(caller(LABO)))).isEqualTo("partner/may-submit:refuse NOT_PERMITTED");
        assertThat(seen(nobody.submit(caller(LABO)))).isEqualTo("access:all+partner/may-submit:permit -");
        assertThat(seen(decide.submission(TRANSFER, caller(LABO), handedIn, NOW)))
                .isEqualTo("partner/may-submit:refuse NOT_PERMITTED");
        assertThat(seen(nobody.submission(TRANSFER, caller(new PartnerId("nobody")), handedIn, NOW)))
                .isEqualTo("partner/may-submit:refuse NOT_PERMITTED");
        assertThat(seen(decide(with(withoutProfiles()), new ConsentFinding.Nothing(), GOOD)
                        .submission(TRANSFER, caller(LABO), handedIn, NOW)))
                .isEqualTo("partner/profiles:refuse PROFILE_NOT_ALLOWED");
    }

    @Test
    void aSubmissionThatNoRouteTakesIsRefused() {
        var fromHospital = new Match(List.of(HOPITAL), List.of(), List.of(), List.of());
        RoutingTable table = table(route("lab", 1, fromHospital, List.of(HOPITAL), List.of()));

        AccessDecision decision = decide(table, new ConsentFinding.Nothing(), GOOD)
                .submission(TRANSFER, caller(LABO), submission().document("1").build(), NOW);

        assertThat(seen(decision)).isEqualTo("routing:none:refuse NO_ROUTE");
    }

    @Test
    void anAccreditationThatHasRunOutRefusesAtTheDecisionAndAtDelivery() {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);
        var outgoing = new Outgoing(TRANSFER, new RouteId("lab"), LABO, HEBERGEUR, List::of, Set::of, _ -> true);
        String refused = "route:lab/recipient-hebergeur/accreditation:refuse HOST_NOT_ACCREDITED";

        assertThat(seen(decide.submission(
                        TRANSFER, caller(LABO), submission().document("1").build(), AFTER_ACCREDITATION)))
                .isEqualTo(refused);
        assertThat(seen(decide.delivery(outgoing, AFTER_ACCREDITATION))).isEqualTo(refused);
        assertThat(decide.delivery(outgoing, NOW)).isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void aReaderCertificateThatCannotBeUsedRefusesAtTheDecisionAndAtDelivery() {
        Partner reader =
                partner(HOPITAL, new Channel.Inbox(), List.of(), Set.of(), List.of(), Optional.of(confCertificate()));
        Decide decide = decide(with(reader), new ConsentFinding.Nothing(), REVOKED);
        String refused = "route:lab/recipient-hopital/certificate:refuse RECIPIENT_KEY_UNUSABLE";

        assertThat(seen(decide.submission(
                        TRANSFER, caller(LABO), submission().document("1").build(), NOW)))
                .isEqualTo(refused);
        assertThat(seen(decide.delivery(
                        new Outgoing(TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, _ -> true), NOW)))
                .isEqualTo(refused);
    }

    @Test
    void aDocumentHiddenFromProfessionalsIsDepositedButSentToNone() {
        var masked = submission().document("1", MASKED).build();
        RoutingTable toStore = table(route("store", 1, Match.EVERYTHING, List.of(HEBERGEUR), List.of()));

        assertThat(seen(decide(table(everything()), new ConsentFinding.Nothing(), GOOD)
                        .submission(TRANSFER, caller(LABO), masked, NOW)))
                .isEqualTo("route:lab/visibility-MASQUE_PS:refuse NOT_PERMITTED");
        assertThat(decide(toStore, new ConsentFinding.Nothing(), GOOD).submission(TRANSFER, caller(LABO), masked, NOW))
                .isInstanceOf(AccessDecision.Granted.class);
    }

    @Test
    void aDeliveryThatTheConfigurationInForceNoLongerKnowsIsRefused() {
        RoutingTable table = table(route("lab", 1, Match.EVERYTHING, List.of(HEBERGEUR), List.of()));
        Decide decide = decide(table, new ConsentFinding.Nothing(), GOOD);

        assertThat(seen(decide.delivery(
                        new Outgoing(TRANSFER, new RouteId("lab"), LABO, HOPITAL, List::of, Set::of, _ -> true), NOW)))
                .isEqualTo("route:lab/recipients:refuse RECIPIENT_UNKNOWN");
        assertThat(seen(decide.delivery(
                        new Outgoing(TRANSFER, new RouteId("gone"), LABO, HEBERGEUR, List::of, Set::of, _ -> true),
                        NOW)))
                .isEqualTo("route:gone/recipients:refuse RECIPIENT_UNKNOWN");
    }

    /** Who reads, whether the document is masked, on which route it came. */
    @ParameterizedTest
    @CsvSource({
        "labo,      no,  lab,  access:all+reader/sender:permit,      -",
        "labo,      yes, gone, access:all+reader/sender:permit,      -",
        "hopital,   no,  lab,  access:all+route:lab/without-consent:permit, -",
        "hopital,   yes, lab,  reader/visibility-MASQUE_PS:refuse,   NOT_FOUND",
        "hopital,   no,  gone, route:gone/gone:refuse,               NOT_FOUND",
        "hebergeur, no,  lab,  reader/own-documents:refuse,          NOT_FOUND",
        "nobody,    no,  lab,  partner/may-%s:refuse,                NOT_PERMITTED",
    })
    void readersSeeTheirOwnDocumentsAsFarAsCodesAndRoutesAllow(
            String reader, String masked, String route, String rule, String code) {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);
        var held = new Held(
                TRANSFER,
                new RouteId(route),
                LABO,
                Set.of(HOPITAL),
                new DocumentCodes(List.of(), List.of(), masked.equals("yes") ? List.of(MASKED) : List.of()));

        assertThat(seen(decide.retrieval(caller(new PartnerId(reader)), held)))
                .isEqualTo(rule.formatted("retrieve") + " " + code);
        assertThat(seen(decide.listed(caller(new PartnerId(reader)), held)))
                .isEqualTo(rule.formatted("find") + " " + code);
    }

    @Test
    void aReaderAgainstWhomThePatientObjectedIsToldThatThereIsNothing() {
        Decide decide = decide(table(everything()), new ConsentFinding.Objected("c1"), GOOD);
        var held = new Held(TRANSFER, new RouteId("lab"), LABO, Set.of(HOPITAL), DocumentCodes.NONE);

        assertThat(decide.retrieval(caller(HOPITAL), held))
                .isInstanceOfSatisfying(
                        Ruling.Forbidden.class,
                        forbidden -> assertThat(forbidden.issues()).containsExactly(Issue.of(FailureCode.NOT_FOUND)));
    }

    @Test
    void aSearchNeedsTheRight() {
        Partner sender =
                partner(LABO, new Channel.Inbox(), List.of(), Set.of(Right.SUBMIT), List.of(), Optional.empty());
        Decide decide = decide(with(sender), new ConsentFinding.Nothing(), GOOD);

        assertThat(seen(decide.find(caller(LABO)))).isEqualTo("partner/may-find:refuse NOT_PERMITTED");
        assertThat(seen(decide.find(caller(HOPITAL)))).isEqualTo("access:all+partner/may-find:permit -");
    }

    @Test
    void anExplanationTellsWhatWouldHappenAndWhy() {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);

        Explanation explanation =
                decide.explain(caller(LABO), submission().document("1").build(), NOW);

        assertThat(explanation.text()).isEqualTo("""
                        sender: labo (quality -/-/-)
                        certificate: %s
                        profile: https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle
                        route lab: matches
                        accepted: permitted without recorded consent on the legal basis: CSP L.1110-4
                        rule: access:all+route:lab/without-consent:permit
                        goes to: hopital
                        goes to: hebergeur
                        """.formatted(Tables.CONFIGURATION.hex()));
        assertThat(explanation.json())
                .contains("\"granted\":true")
                .contains("\"recipients\":[\"hopital\",\"hebergeur\"]")
                .contains("\"tried\":[{\"matches\":true,\"route\":\"lab\"}]");
        assertThat(explanation.access())
                .extracting(one -> one.action() + " " + one.subject() + " " + one.relation() + " " + one.rule())
                .containsExactly(
                        "submit labo sender access:all",
                        "receive hopital recipient access:all",
                        "receive hebergeur store access:all");
    }

    @Test
    void anExplanationOfARefusalNamesTheCode() {
        Decide decide = decide(table(everything()), new ConsentFinding.Nothing(), GOOD);

        Explanation explanation =
                decide.explain(caller(LABO), submission().document("1").build(), AFTER_ACCREDITATION);

        assertThat(explanation.text())
                .contains("refused: the hosting store's accreditation does not allow it: valid until 2030-01-01\n")
                .contains("reason: SC-4005 HOST_NOT_ACCREDITED\n");
    }

    /** The longest ids that there can be, beside the longest name of who vouches: an entry has room for all of them. */
    @Test
    void theRuleOfWhatATokenCoversFitsIntoAnEntry() {
        String longest = "a".repeat(64);
        String name = "n".repeat(16);
        var foreign = new TokenIssuerSettings(
                name, "https://as.example", URI.create("https://as.example/keys"), Set.of(LABO), false);
        Route route = route(longest, 1, Match.EVERYTHING, List.of(HOPITAL), List.of());
        Decide decide = new Decide(
                table(route),
                RulesForTests.everything(longest),
                recorded(new ConsentFinding.Nothing()),
                GOOD,
                () -> Instant.EPOCH);
        var held = new Held(
                TRANSFER,
                route.id(),
                HOPITAL,
                Set.of(LABO),
                DocumentCodes.of(submission().document("1").build().documents().getFirst()));
        for (Transaction transaction : Transaction.values()) {
            for (AccessToken token :
                    List.of(token(foreign.name(), Optional.empty()), token(OwnTokens.NAME, Optional.of(name)))) {
                Authority covered = token.covering(transaction).orElseThrow();
                var caller = new Caller(
                        LABO,
                        Tables.CONFIGURATION,
                        ProfessionalQuality.NONE,
                        Acting.ORGANISATION,
                        Provenance.NONE,
                        covered.token().map(TokenGrant::scope));

                assertThat(covered.token().orElseThrow().scope()).hasSizeLessThanOrEqualTo(28);
                assertThat(List.of(
                                seen(decide.submission(
                                        TRANSFER,
                                        caller,
                                        submission().document("1").build(),
                                        NOW)),
                                seen(decide.find(caller)),
                                seen(decide.listed(caller, held)),
                                seen(decide.retrieval(caller, held))))
                        .allSatisfy(rule -> assertThat(rule)
                                .startsWith("token:")
                                .endsWith(" -")
                                .hasSizeLessThanOrEqualTo(Entry.MAXIMUM_RULE_LENGTH + " -".length()));
            }
        }
    }

    private static AccessToken token(String issuer, Optional<String> voucher) {
        return new AccessToken(
                new TokenIssuer(issuer, "https://as.example", (_, _) -> Optional.empty(), Set.of(LABO), true),
                LABO.value(),
                Scopes.of("system/*.cruds"),
                new Validity(Optional.of(NOW), NOW.plusSeconds(300)),
                Optional.empty(),
                voucher,
                Optional.empty());
    }

    private static org.sceau.routing.Route everything() {
        return route("lab", 1, Match.EVERYTHING, List.of(HOPITAL, HEBERGEUR), List.of());
    }

    private static RoutingTable with(Partner changed) {
        List<Partner> all = new ArrayList<>(partners());
        all.removeIf(partner -> partner.id().equals(changed.id()));
        all.add(changed);
        return table(all, everything());
    }

    private static Partner withoutProfiles() {
        Partner labo = partners().getFirst();
        return new Partner(
                labo.id(),
                labo.name(),
                labo.identifiers(),
                labo.may(),
                List.of(),
                labo.authCertificates(),
                labo.readerCertificate(),
                Optional.empty(),
                labo.channel(),
                labo.retry(),
                labo.accreditation(),
                labo.quality(),
                labo.language(),
                labo.client());
    }

    private static X509Certificate confCertificate() {
        DevelopmentPki pki = DevelopmentPki.create(InstantSource.system(), new SecureRandom());
        return pki.organisation(HOPITAL, "Hôpital de Démonstration", "1750000002")
                .conf()
                .certificate();
    }

    private static Decide decide(RoutingTable table, ConsentFinding finding, CertificateChecker certificates) {
        return decide(table, finding, certificates, Instant.EPOCH);
    }

    private static Decide decide(
            RoutingTable table, ConsentFinding finding, CertificateChecker certificates, Instant stampedUntil) {
        return new Decide(table, RulesForTests.everything(), recorded(finding), certificates, () -> stampedUntil);
    }

    private static Consents recorded(ConsentFinding finding) {
        return new Consents() {
            @Override
            public ConsentFinding of(PatientIdentifier patient, PartnerId reader) {
                return finding;
            }

            @Override
            public ConsentFinding of(TransferId transfer, PartnerId reader) {
                return finding;
            }
        };
    }

    private static Caller caller(PartnerId partner) {
        return new Caller(partner, Tables.CONFIGURATION, ProfessionalQuality.NONE);
    }

    private static String seen(AccessDecision decision) {
        return switch (decision) {
            case AccessDecision.Granted(Accepted accepted) -> accepted.rule() + " -";
            case AccessDecision.Refused refused ->
                refused.rule() + " " + refused.issues().getFirst().code();
        };
    }

    private static String seen(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted -> permitted.rule() + " -";
            case Ruling.Forbidden forbidden ->
                forbidden.rule() + " " + forbidden.issues().getFirst().code();
        };
    }
}
