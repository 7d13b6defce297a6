package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Acting;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Identification;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.identity.TokenGrant;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Quality;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;
import org.sceau.trust.Issuers;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.QualityRule;

class IdentifyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final CertificateChecker GOOD = (_, _) -> new CertificateChecker.Standing.Usable();
    private static final DevelopmentPki PKI = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private static final DevelopmentParty LABO =
            PKI.organisation(Tables.LABO, "Laboratoire de Démonstration", "1750000001");
    private static final DevelopmentParty STRANGER =
            PKI.organisation(new PartnerId("stranger"), "Inconnu de Démonstration", "1750000009");

    @Test
    void aRegisteredAuthCertificateIsAPartner() {
        Identified found = identify(GOOD, LABO.auth().certificate())
                .caller(LABO.auth().chain().toArray(X509Certificate[]::new), NOW);

        assertThat(found).isInstanceOfSatisfying(Identified.Known.class, known -> {
            assertThat(known.caller().partner()).isEqualTo(Tables.LABO);
            assertThat(known.caller().thumbprint())
                    .isEqualTo(Partner.thumbprint(LABO.auth().certificate()));
            assertThat(known.caller().quality().organisation()).contains("1750000001");
        });
    }

    @Test
    void whoShowsNoCertificateIsAskedForOne() {
        assertThat(identify(GOOD, LABO.auth().certificate()).caller(new X509Certificate[0], NOW))
                .isEqualTo(refused(FailureCode.CERTIFICATE_REQUIRED));
    }

    @Test
    void aGoodCertificateThatIsNotRegisteredIsNobody() {
        assertThat(identify(GOOD, LABO.auth().certificate())
                        .caller(chain(STRANGER.auth().certificate()), NOW))
                .isEqualTo(refused(FailureCode.CERTIFICATE_UNKNOWN));
    }

    @Test
    void aRegisteredCertificateForAnotherUseDoesNotOpenAChannel() {
        DevelopmentParty service = PKI.service(Tables.LABO, "Service de Démonstration", "1750000001");
        for (var other : List.of(LABO.sign(), LABO.conf(), LABO.tls(), service.sign(), service.conf(), service.tls())) {
            assertThat(identify(GOOD, other.certificate()).caller(chain(other.certificate()), NOW))
                    .isEqualTo(barred(other.certificate(), FailureCode.CERTIFICATE_WRONG_USE));
        }
    }

    @Test
    void aRegisteredCertificateThatWasRevokedProvesNothingButWhoseItWas() {
        CertificateChecker revoked =
                (_, _) -> new CertificateChecker.Standing.Unusable(FailureCode.CERTIFICATE_REVOKED);

        assertThat(identify(revoked, LABO.auth().certificate())
                        .caller(chain(LABO.auth().certificate()), NOW))
                .isEqualTo(barred(LABO.auth().certificate(), FailureCode.CERTIFICATE_REVOKED));
    }

    @Test
    void theQualityIsThatOfTheCertificateAndWhereItProvesNoneTheRecordedOne() {
        X509Certificate card = PKI.professional(Tables.LABO, "899900000019", "EXEMPLE", "Ada", "Médecin")
                .auth()
                .certificate();

        assertThat(label(card, CardFamily.CPE, "1750000001")).isEqualTo("CPS/10/1750000001");
    }

    /** From the certificate to the caller: what the certificate tells, nothing recorded changes. */
    @ParameterizedTest
    @CsvSource({
        "CPS, CPF, CPS/10/-",
        "CPF, CPS, CPF/10/-",
        "CDE, CPE, CDE/-/300000000029751",
        "CPE, CDE, CPE/-/300000000029751",
        "CDA, CPA, CDA/-/300000000029751",
        "CPA, CDA, CPA/-/300000000029751"
    })
    void aCardOfEachFamilyProvesIt(CardFamily family, CardFamily recorded, String label) {
        X509Certificate card = PKI.card(Tables.LABO, family).auth().certificate();

        assertThat(label(card, recorded, "-")).isEqualTo(label);
        assertThat(acting(card, Optional.empty()).identification()).isEqualTo(Identification.DIRECT);
    }

    /** Otherwise a rule that refuses those in training would not see them. */
    @Test
    void aRecordedFamilyDecidesBetweenThoseThatTheSubjectCannotTellApart() {
        X509Certificate card = PKI.professional(Tables.LABO, "899900000019", "EXEMPLE", "Ada", "Médecin")
                .auth()
                .certificate();
        X509Certificate employee = subject("500000000029751/CPET0001");
        X509Certificate other = subject("500000000029751/CPAT0001");

        assertThat(label(card, CardFamily.CPF, "-")).isEqualTo("CPF/10/-");
        assertThat(label(employee, CardFamily.CDE, "-")).isEqualTo("CDE/-/300000000029751");
        assertThat(label(employee, CardFamily.CPS, "-")).isEqualTo("CPE/-/300000000029751");
        assertThat(label(other, CardFamily.CDA, "-")).isEqualTo("CDA/-/300000000029751");
        assertThat(label(other, CardFamily.CDE, "-")).isEqualTo("CPA/-/300000000029751");
        assertThat(label(LABO.auth().certificate(), CardFamily.CPF, "-")).isEqualTo("CPF/-/1750000001");
    }

    /** The same person three ways; the ways are never taken for each other. */
    @Test
    void aCardIsDirectAPersonNamedIsIndirectAndAQualityIsNobody() {
        X509Certificate card = PKI.professional(Tables.LABO, "899900000019", "EXEMPLE", "Ada", "Médecin")
                .auth()
                .certificate();
        X509Certificate house = LABO.auth().certificate();

        assertThat(acting(card, Optional.empty()).identification()).isEqualTo(Identification.DIRECT);
        assertThat(acting(house, Optional.empty())).isEqualTo(Acting.ORGANISATION);
        assertThat(acting(house, Optional.of(stated(Optional.of("810001288385"))))
                        .identification())
                .isEqualTo(Identification.INDIRECT);
        assertThat(acting(house, Optional.of(stated(Optional.empty()))).identification())
                .isEqualTo(Identification.QUALITY);
        assertThat(identify(GOOD, card)
                        .caller(chain(card), Authority.stating(Optional.of(stated(Optional.empty()))), NOW))
                .as("a card says itself who acts")
                .isEqualTo(refused(FailureCode.STATEMENT_INVALID));
    }

    @Test
    void aStatedProfessionCountsWhereNoneIsRecordedAndContradictsNone() {
        X509Certificate house = LABO.auth().certificate();
        var pharmacist = new Quality(Optional.empty(), Optional.of("21"), Optional.empty());
        var physician = new Quality(Optional.empty(), Optional.of("10"), Optional.empty());
        Authority stated = Authority.stating(Optional.of(stated(Optional.empty())));

        assertThat(profession(identify(GOOD, house).caller(chain(house), stated, NOW)))
                .isEqualTo("10");
        assertThat(profession(identify(GOOD, house, Optional.of(physician)).caller(chain(house), stated, NOW)))
                .isEqualTo("10");
        assertThat(profession(identify(GOOD, house, Optional.of(pharmacist)).caller(chain(house), NOW)))
                .isEqualTo("21");
        assertThat(identify(GOOD, house, Optional.of(pharmacist)).caller(chain(house), stated, NOW))
                .isEqualTo(refused(FailureCode.STATEMENT_INVALID));
    }

    /** A student of Pro Santé Connect, and a card whose title is unknown, come without a profession. */
    @Test
    void whoIsNamedWithoutAProfessionDoesNotGetTheOrganisations() {
        X509Certificate house = LABO.auth().certificate();
        Identify identify =
                identify(GOOD, house, Optional.of(new Quality(Optional.empty(), Optional.of("10"), Optional.empty())));

        assertThat(named(identify, Optional.of("810001288385"), Optional.empty())
                        .label())
                .isEqualTo("-/-/1750000001");
        assertThat(named(identify, Optional.empty(), Optional.of("SM04")).label())
                .isEqualTo("-/-/1750000001");
        assertThat(named(identify, Optional.empty(), Optional.empty()).label())
                .as("a purpose alone names nobody")
                .isEqualTo("-/10/1750000001");
    }

    private static ProfessionalQuality named(Identify identify, Optional<String> person, Optional<String> specialty) {
        var stated = new Stated(person, Optional.empty(), specialty, Purpose.TREAT, Optional.empty());
        Identified known =
                identify.caller(chain(LABO.auth().certificate()), Authority.stating(Optional.of(stated)), NOW);
        return ((Identified.Known) known).caller().quality();
    }

    /** Its quality is not believed; that it is somebody's card is. */
    @Test
    void aCardOfAnIssuerThatIsNotBelievedNamesNobodyElse() {
        X509Certificate card = PKI.professional(Tables.LABO, "899900000019", "EXEMPLE", "Ada", "Médecin")
                .auth()
                .certificate();
        var believed = new ProfessionalQualities(List.of(new QualityRule(
                new QualityRule.Source.Subject("2.5.4.3"),
                QualityRule.Part.FAMILY,
                Pattern.compile("8\\d+"),
                List.of(CardFamily.CPS),
                Map.of(),
                Optional.of(Issuers.of(List.of(LABO.auth().certificate()))))));
        Partner labo = Tables.submitter(card, Optional.empty());
        var identify = new Identify(
                Tables.table(List.of(labo), Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.LABO), List.of())),
                GOOD,
                believed);

        Identified silent = identify.caller(chain(card), NOW);
        Identified naming =
                identify.caller(chain(card), Authority.stating(Optional.of(stated(Optional.of("810001288385")))), NOW);

        assertThat(((Identified.Known) silent).caller().quality().family()).isEmpty();
        assertThat(naming).isEqualTo(refused(FailureCode.STATEMENT_INVALID));
    }

    @Test
    void aTokenCountsForItsHoldersOnlyAndItsScopeStaysWithTheCaller() {
        X509Certificate house = LABO.auth().certificate();
        var others = new TokenGrant("ans/ITI-67", Set.of(new PartnerId("somebody-else")), Optional.empty());
        var ours = new TokenGrant("ans/ITI-67", Set.of(new PartnerId("somebody-else"), Tables.LABO), Optional.empty());

        Identified refused = identify(GOOD, house).caller(chain(house), bringing(others), NOW);
        Identified known = identify(GOOD, house).caller(chain(house), bringing(ours), NOW);

        assertThat(refused).isEqualTo(refused(FailureCode.ACCESS_TOKEN_INVALID));
        assertThat(((Identified.Known) known).caller().scope()).contains("ans/ITI-67");
    }

    /** Otherwise a rule that refuses those in training would be got around by an application of theirs. */
    @Test
    void underATokenThatAPersonAuthorisedTheFamilyIsThatOfThePersonsCard() {
        X509Certificate house = LABO.auth().certificate();
        var recorded = new Quality(Optional.of(CardFamily.CPS), Optional.empty(), Optional.empty());
        Identify identify = identify(GOOD, house, Optional.of(recorded));
        var stated = Optional.of(stated(Optional.of("810001288385")));

        assertThat(label(identify, new Authority(stated, Optional.of(grant(Optional.of(CardFamily.CPF))))))
                .isEqualTo("CPF/10/1750000001");
        assertThat(label(identify, new Authority(stated, Optional.of(grant(Optional.empty())))))
                .isEqualTo("CPS/10/1750000001");
    }

    private static TokenGrant grant(Optional<CardFamily> family) {
        return new TokenGrant("own-certificate/ITI-67", Set.of(Tables.LABO), family);
    }

    private static String label(Identify identify, Authority authority) {
        Identified known = identify.caller(chain(LABO.auth().certificate()), authority, NOW);
        return ((Identified.Known) known).caller().quality().label();
    }

    private static X509Certificate subject(String commonName) {
        return PKI.organisation(Tables.LABO, commonName, "300000000029751", EnumSet.of(DevelopmentUse.AUTH))
                .auth()
                .certificate();
    }

    /** Whom the partner's file records to be of this family, and of a structure unless it is {@code -}. */
    private static String label(X509Certificate certificate, CardFamily family, String structure) {
        var recorded = new Quality(
                Optional.of(family), Optional.empty(), Optional.of(structure).filter(id -> !id.equals("-")));
        Identified known = identify(GOOD, certificate, Optional.of(recorded)).caller(chain(certificate), NOW);
        return ((Identified.Known) known).caller().quality().label();
    }

    private static Authority bringing(TokenGrant token) {
        return new Authority(Optional.empty(), Optional.of(token));
    }

    private static String profession(Identified known) {
        return ((Identified.Known) known).caller().quality().profession().orElseThrow();
    }

    private static Acting acting(X509Certificate certificate, Optional<Stated> stated) {
        return ((Identified.Known)
                        identify(GOOD, certificate).caller(chain(certificate), Authority.stating(stated), NOW))
                .caller()
                .acting();
    }

    private static Stated stated(Optional<String> person) {
        return new Stated(person, Optional.of("10"), Optional.empty(), Purpose.TREAT, Optional.empty());
    }

    private static Identify identify(CertificateChecker checker, X509Certificate registered) {
        return identify(checker, registered, Optional.empty());
    }

    private static Identify identify(
            CertificateChecker checker, X509Certificate registered, Optional<Quality> recorded) {
        Partner labo = Tables.submitter(registered, recorded);
        RoutingTable table =
                Tables.table(List.of(labo), Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.LABO), List.of()));
        return new Identify(table, checker, NationalQualities.qualities());
    }

    private static X509Certificate[] chain(X509Certificate certificate) {
        return new X509Certificate[] {certificate};
    }

    private static Identified barred(X509Certificate certificate, FailureCode code) {
        return new Identified.Barred(
                new Caller(Tables.LABO, Partner.thumbprint(certificate), ProfessionalQuality.NONE), Issue.of(code));
    }

    private static Identified refused(FailureCode code) {
        return new Identified.Refused(Issue.of(code));
    }
}
