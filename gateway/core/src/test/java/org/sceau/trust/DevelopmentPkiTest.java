package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.identity.CardFamily;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.transfer.PartnerId;

class DevelopmentPkiTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(CLOCK, random);

    @Test
    void everyUseHasItsOwnKeyAndKeyUsage() throws CertificateParsingException {
        DevelopmentParty party = pki.organisation(
                new PartnerId("lab"), "Labo Fictif", "1990000001", EnumSet.allOf(DevelopmentUse.class));

        assertThat(usage(party.auth().certificate())).containsExactly(0);
        assertThat(usage(party.sign().certificate())).containsExactly(1);
        assertThat(usage(party.conf().certificate())).containsExactly(4);
        assertThat(usage(party.credential(DevelopmentUse.CONF_X25519).certificate()))
                .containsExactly(4);
        assertThat(party.auth().certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(party.tls().certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        X509Certificate tsa = party.credential(DevelopmentUse.TSA).certificate();
        assertThat(tsa.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
        assertThat(tsa.getCriticalExtensionOIDs()).contains("2.5.29.37");
        assertThat(party.credentials().values().stream()
                        .map(credential -> credential.certificate().getPublicKey())
                        .distinct())
                .hasSize(6);
    }

    @Test
    void channelCertificateNamesThisMachine() throws CertificateParsingException {
        DevelopmentParty party = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");

        assertThat(party.tls().certificate().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void cardHasTheNationalPatternWithAMultiValuedName() {
        DevelopmentParty card =
                pki.professional(new PartnerId("dr-exemple"), "899900000019", "EXEMPLE", "Ada", "Médecin");

        X500Principal subject = card.sign().certificate().getSubjectX500Principal();

        assertThat(subject.toString()).isEqualTo("GIVENNAME=Ada + SURNAME=EXEMPLE + CN=899900000019, T=Médecin, C=FR");
    }

    @Test
    void cardsOfAStructureNameItAndThePersonInIt() {
        X500Principal director = subject(CardFamily.CDE);

        assertThat(director.toString())
                .isEqualTo("SURNAME=EXEMPLE + GIVENNAME=Camille + CN=500000000029751/CPET0001, OU=300000000029751,"
                        + " L=Paris (75), O=Établissement de démonstration (fictif), C=FR");
        assertThat(subject(CardFamily.CPE)).isEqualTo(director);
        assertThat(subject(CardFamily.CPA).toString()).contains("CN=500000000029751/CPAT0001,");
    }

    private X500Principal subject(CardFamily family) {
        return pki.card(new PartnerId("carte"), family).auth().certificate().getSubjectX500Principal();
    }

    @Test
    void revokingIssuesTheListAnew() {
        DevelopmentParty party = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");

        pki.revoke(party.auth().certificate());

        assertThat(pki.lists().getLast().isRevoked(party.auth().certificate())).isTrue();
        assertThat(pki.lists().getLast().isRevoked(party.sign().certificate())).isFalse();
    }

    @Test
    void filesLieWhereTheyAreLookedForAndOpen() throws IOException {
        DevelopmentParty party = pki.organisation(
                new PartnerId("lab"), "Labo Fictif", "1990000001", EnumSet.allOf(DevelopmentUse.class));

        pki.writeTo(directory, random);

        Path home = directory.resolve("parties/lab");
        var words = Passphrase.read(home.resolve("passphrase"));
        for (String use : List.of("auth", "sign", "conf", "conf-x25519", "tls")) {
            assertThat(home.resolve(use + ".pem")).exists();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(use + ".p12"))))
                    .isEqualTo("rw-------");
        }
        assertThat(KeyStoreFile.read(home.resolve("conf-x25519.p12"), words).certificate())
                .isEqualTo(party.credential(DevelopmentUse.CONF_X25519).certificate());
        assertThat(directory.resolve("trust"))
                .isDirectoryContaining("glob:**/anchors.pem")
                .isDirectoryContaining("glob:**/intermediates.pem")
                .isDirectoryContaining("glob:**/root.crl")
                .isDirectoryContaining("glob:**/issuing.crl");
    }

    private static List<Integer> usage(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        return IntStream.range(0, bits.length).filter(bit -> bits[bit]).boxed().toList();
    }
}
