package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.directory.RecipientKeys.Found;
import org.sceau.failure.FailureCode;
import org.sceau.routing.Partner;
import org.sceau.suites.Suite;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Issuers;
import org.sceau.trust.TrustAnchors;

/** Which certificate is chosen of several, and how one stands that was chosen before. */
class RecipientKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(370));
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(100));
    private static final Instant LATELY = NOW.minus(Duration.ofDays(10));
    private static final Identifier HOLDER = new Identifier(Identifier.STRUCTURES, "1990000001");
    private static final String NAME = "C=FR,O=Labo Fictif,OU=1990000001,CN=Labo Fictif";

    private final TestIssuer believed = new TestIssuer("Autorité Fictive", NOW);
    private final TestIssuer trusted = new TestIssuer("Autre Autorité Fictive", NOW);
    private final Map<String, X509CRL> lists = new LinkedHashMap<>();
    private Entries configured = new Entries.Builder(0).build();
    private Instant now = NOW;

    @Test
    void anAuthorityThatIsTrustedAndNotBelievedSaysNobodysName() {
        X509Certificate usurper = trusted.issue(NAME, LATELY);
        assertThat(checker().check(List.of(usurper), NOW)).isInstanceOf(CertificateStatus.Good.class);

        assertThat(keys(said(usurper)).find(HOLDER, Suite.READERS)).isEqualTo(new Found.Unknown());

        X509Certificate own = believed.issue(NAME, BEFORE);
        assertThat(chosen(keys(said(usurper, own)))).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"})
    void aCertificateForChannelsIsRefusedUnlessAnOperatorGaveIt(String use) {
        X509Certificate channel = believed.issue(NAME, LATELY, KeyPurposeId.getInstance(new ASN1ObjectIdentifier(use)));

        assertThat(keys(said(channel)).find(HOLDER, Suite.READERS).failure())
                .contains(FailureCode.CERTIFICATE_WRONG_USE);

        configured = new Entries.Builder(1).add(HOLDER, channel).build();
        assertThat(chosen(keys(said()))).isEqualTo(channel);
    }

    @Test
    void ofSeveralNamesThatCouldBeMeantNoneIsChosenUnlessAnOperatorDid() {
        X509Certificate one = believed.issue(NAME, BEFORE);
        X509Certificate other = believed.issue("C=FR,O=Autre,OU=1990000001,CN=Autre", LATELY);

        assertThat(keys(said(one, other)).find(HOLDER, Suite.READERS)).isEqualTo(new Found.Ambiguous());
        assertThat(keys(said(one, other)).find(HOLDER, Suite.READERS).failure())
                .contains(FailureCode.RECIPIENT_KEY_UNUSABLE);

        configured = new Entries.Builder(1).add(HOLDER, one).build();
        assertThat(chosen(keys(said(one, other)))).isEqualTo(one);
    }

    @Test
    void ofSeveralGoodOnesOfOneNameTheNewestIsChosen() {
        X509Certificate newer = believed.issue(NAME, LATELY);

        assertThat(chosen(keys(said(believed.issue(NAME, BEFORE), newer)))).isEqualTo(newer);
        assertThat(chosen(keys(said(newer, believed.issue(NAME, BEFORE))))).isEqualTo(newer);
    }

    /** An old certificate that was revoked or has ended makes a failure that passes no final one. */
    @Test
    void whatPassesGoesBeforeWhatDoesNot() {
        X509Certificate revoked = believed.issue(NAME, BEFORE);
        believed.revoke(revoked);
        X509Certificate ended = believed.issue(NAME, LONG_AGO);

        assertThat(keys(said(revoked, ended)).find(HOLDER, Suite.READERS).failure())
                .contains(FailureCode.CERTIFICATE_REVOKED);
        Found late = keys(said(revoked, ended), "another source").find(HOLDER, Suite.READERS);
        assertThat(late).isEqualTo(new Found.TooOld(List.of("another source")));

        var unlisted = new TestIssuer("Autorité Sans Liste", NOW);
        X509Certificate unchecked = unlisted.issue(NAME, LATELY);
        var directory = new Directory(configured, List.of("annuaire"), Duration.ofHours(1), () -> now);
        directory.replace(
                "annuaire",
                new Held(
                        new Entries.Builder(9, Issuers.of(List.of(believed.certificate(), unlisted.certificate())))
                                .add(revoked)
                                .add(unchecked)
                                .add(ended)
                                .build(),
                        NOW));
        var checker = new CertificateChecker(TrustAnchors.of(
                List.of(believed.certificate(), unlisted.certificate()),
                Map.of("believed.crl", believed.list()),
                Duration.ofDays(7)));
        assertThat(new RecipientKeys(directory, checker, () -> now)
                        .find(HOLDER, Suite.READERS)
                        .failure())
                .contains(FailureCode.CERTIFICATE_UNCHECKED);
    }

    @Test
    void theCertificateThatWasEncryptedForIsJudgedWhateverIsNewestAndHoweverOldTheWordOfItIs() {
        X509Certificate used = believed.issue(NAME, BEFORE);
        X509Certificate newer = believed.issue(NAME, LATELY);
        RecipientKeys keys = keys(said(used, newer));
        assertThat(chosen(keys)).isEqualTo(newer);

        assertThat(keys.judge(HOLDER, Partner.thumbprint(used), Suite.READERS)).isInstanceOf(Found.Key.class);
        now = NOW.plus(Duration.ofHours(2));
        assertThat(keys.find(HOLDER, Suite.READERS)).as("too old").isInstanceOf(Found.TooOld.class);
        assertThat(keys.judge(HOLDER, Partner.thumbprint(used), Suite.READERS)).isInstanceOf(Found.Key.class);

        believed.revoke(used);
        now = NOW;
        RecipientKeys after = keys(said(used, newer));
        assertThat(chosen(after)).isEqualTo(newer);
        assertThat(after.judge(HOLDER, Partner.thumbprint(used), Suite.READERS).failure())
                .contains(FailureCode.CERTIFICATE_REVOKED);
        assertThat(after.judge(HOLDER, Partner.thumbprint(newer), Suite.READERS))
                .isInstanceOf(Found.Key.class);
    }

    @Test
    void aCertificateThatIsThereNoMoreIsNotFoundAndALateSourceMayStillHaveIt() {
        X509Certificate used = believed.issue(NAME, BEFORE);

        assertThat(keys(said()).judge(HOLDER, Partner.thumbprint(used), Suite.READERS))
                .isEqualTo(new Found.NoCertificate());
        assertThat(keys(said(), "another source").judge(HOLDER, Partner.thumbprint(used), Suite.READERS))
                .isEqualTo(new Found.TooOld(List.of("another source")));
    }

    /** Whoever changes over has certificates of both suites for a while. */
    @Test
    void aKeyOfASuiteThatIsNotAllowedIsNotChosenAndSaysWhyThereIsNone() {
        X509Certificate only = believed.issue(NAME, BEFORE);
        RecipientKeys keys = keys(said(only));
        Set<Suite> hybrid = Set.of(Suite.READER_HYBRID);

        assertThat(keys.find(HOLDER, Set.of(Suite.READER_P256))).isInstanceOf(Found.Key.class);
        assertThat(keys.find(HOLDER, hybrid)).isEqualTo(new Found.SuiteRefused());
        assertThat(keys.find(HOLDER, hybrid).failure()).contains(FailureCode.SUITE_NOT_ALLOWED);
        assertThat(keys.judge(HOLDER, Partner.thumbprint(only), hybrid)).isEqualTo(new Found.SuiteRefused());
        assertThat(keys(said(only), "another source").find(HOLDER, hybrid))
                .as("it may have one")
                .isEqualTo(new Found.TooOld(List.of("another source")));

        X509Certificate other = believed.issue("C=FR,O=Autre,OU=1990000001,CN=Autre", LATELY);
        assertThat(keys(said(only, other)).find(HOLDER, hybrid))
                .as("another holder gets no room by what is not allowed")
                .isEqualTo(new Found.Ambiguous());

        X509Certificate revoked = believed.issue(NAME, LATELY);
        believed.revoke(revoked);
        assertThat(keys(said(only, revoked)).find(HOLDER, hybrid)).isEqualTo(new Found.SuiteRefused());
        assertThat(keys(said(revoked)).find(HOLDER, hybrid).failure()).contains(FailureCode.CERTIFICATE_REVOKED);
    }

    @Test
    void whileOneChangesOverTheOneThatIsAllowedIsChosenHoweverNewTheOther() {
        X509Certificate p256 = believed.issue(NAME, BEFORE);
        X509Certificate x25519 = believed.issueX25519(NAME, LATELY);
        RecipientKeys keys = keys(said(p256, x25519));

        assertThat(chosen(keys, Suite.READERS)).isEqualTo(x25519);
        assertThat(chosen(keys, Set.of(Suite.READER_P256))).isEqualTo(p256);

        configured = new Entries.Builder(1).add(HOLDER, p256).build();
        assertThat(keys(said(x25519)).find(HOLDER, Set.of(Suite.READER_X25519)))
                .as("an operator gave another")
                .isEqualTo(new Found.SuiteRefused());
    }

    private static X509Certificate chosen(RecipientKeys keys) {
        return chosen(keys, Suite.READERS);
    }

    private static X509Certificate chosen(RecipientKeys keys, Set<Suite> suites) {
        return keys.find(HOLDER, suites) instanceof Found.Key(EncryptionCertificate found)
                ? found.certificate()
                : fail("no key");
    }

    private Entries said(X509Certificate... certificates) {
        var entries = new Entries.Builder(100, Issuers.of(List.of(believed.certificate())));
        for (X509Certificate certificate : certificates) {
            entries.add(certificate);
        }
        return entries.build();
    }

    private RecipientKeys keys(Entries said, String... late) {
        List<String> sources = new ArrayList<>(List.of(late));
        sources.addFirst("annuaire");
        var directory = new Directory(configured, sources, Duration.ofHours(1), () -> now);
        directory.replace("annuaire", new Held(said, NOW));
        return new RecipientKeys(directory, checker(), () -> now);
    }

    private CertificateChecker checker() {
        lists.put("believed.crl", believed.list());
        lists.put("trusted.crl", trusted.list());
        return new CertificateChecker(
                TrustAnchors.of(List.of(believed.certificate(), trusted.certificate()), lists, Duration.ofDays(7)));
    }
}
