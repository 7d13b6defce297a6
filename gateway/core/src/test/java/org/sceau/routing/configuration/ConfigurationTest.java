package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Retry;
import org.sceau.routing.Route;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

class ConfigurationTest {
    @TempDir
    private Path root;

    @Test
    void theSampleIsAcceptedOnceKeysAreInPlace() {
        var reading = Configuration.load(SampleConf.in(root).directory(), InstantSource.fixed(SampleConf.NOW));

        assertThat(reading).isInstanceOfSatisfying(Configuration.Reading.Loaded.class, loaded -> {
            Configuration configuration = loaded.configuration();
            assertThat(configuration.settings().listen().port()).isEqualTo(8443);
            assertThat(configuration.settings().limits().body().bytes()).isEqualTo(2L << 30);
            assertThat(configuration.settings().keys().ring().path()).isEqualTo(root.resolve("keys/ring.p12"));
            assertThat(configuration.settings().data()).isEqualTo(root.resolve("data"));
            assertThat(configuration.table().partners())
                    .extracting(partner -> partner.id().value())
                    .containsExactly("hebergeur", "hopital", "labo");
            Route route = configuration.table().routes().getFirst();
            assertThat(route.mode()).isEqualTo(Mode.CUSTODY);
            assertThat(route.limit()).isEqualTo(Duration.ofHours(24));
            assertThat(configuration.table().revisions(route.id()).digests())
                    .containsOnlyKeys("access", "configuration", "route");
        });
    }

    @Test
    void defaultsCountWhereTheFileSaysNothing() {
        var reading = Configuration.load(SampleConf.in(root).directory(), InstantSource.fixed(SampleConf.NOW));

        assertThat(reading).isInstanceOfSatisfying(Configuration.Reading.Loaded.class, loaded -> {
            Partner labo = partner(loaded, "labo");
            assertThat(labo.retry()).isEqualTo(Retry.DEFAULT);
            assertThat(labo.channel()).isEqualTo(new Channel.Inbox());
            Partner hopital = partner(loaded, "hopital");
            assertThat(hopital.channel())
                    .isInstanceOfSatisfying(
                            Channel.FhirPush.class,
                            push -> assertThat(push.carries()).isEqualTo(Carries.CMS));
            assertThat(loaded.configuration().settings().management().port()).isEqualTo(8081);
            assertThat(loaded.configuration().settings().database()).isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.sceau.routing.configuration.BadConfigurations#all")
    void aMistakeIsNamedWithItsPlaceAndWhatToWrite(BadConfigurations.Bad bad) {
        SampleConf sample = SampleConf.in(root);
        bad.change().accept(sample);

        assertThat(sample.errors()).containsExactlyElementsOf(bad.errors());
    }

    @Test
    void anExpiredCertificateIsAnError() {
        assertThat(SampleConf.in(root).errorsAt(Instant.parse("2027-06-03T00:00:00Z")))
                .containsExactly(
                        "partners/hopital.yaml:7:21 auth-certificates[0]: found a certificate that expired on 2027-06-01;"
                                + " write an AUTH certificate (digitalSignature) that is valid now",
                        "partners/hopital.yaml:8:21 reader-certificate: found a certificate that expired on 2027-06-01;"
                                + " write a CONF certificate (keyAgreement) that is valid now",
                        "partners/labo.yaml:10:21 auth-certificates[0]: found a certificate that expired on 2027-06-01;"
                                + " write an AUTH certificate (digitalSignature) that is valid now");
    }

    @Test
    void allMistakesOfAllFilesAreFoundInOnePass() {
        SampleConf sample = SampleConf.in(root)
                .replace("gateway.yaml", "port: 8443", "port: high")
                .replace("partners/labo.yaml", "may:", "mai:")
                .replace("partners/hopital.yaml", "initial: 5s", "initial: soon")
                .replace("routes/lab-results.yaml", "mode: custody", "mode: custodian");

        assertThat(sample.errors())
                .containsExactly(
                        "gateway.yaml:8:9 listen.port: found the text \"high\"; write a whole number",
                        "partners/hopital.yaml:16:12 retry.initial: found the text \"soon\";"
                                + " write a duration such as 500ms, 5s, 10m, 24h or 7d",
                        "partners/labo.yaml:6:1 mai: found the unknown key \"mai\"; write one of id, name, identifiers,"
                                + " may, profiles, auth-certificates, reader-certificate, reader-in-directory, channel, retry, accreditation,"
                                + " quality, language, client (nearest: may)",
                        "routes/lab-results.yaml:13:7 mode: found the unknown word \"custodian\";"
                                + " write one of custody, reader-only, sealed-by-sender (nearest: custody)");
    }

    @Test
    void aSecretBehindALinkIntoTheDataDirectoryIsFound() throws IOException {
        SampleConf sample = SampleConf.in(root).write("../data/passphrase", "x");
        Files.delete(root.resolve("keys/passphrase"));
        Files.createSymbolicLink(root.resolve("keys/passphrase"), root.resolve("data/passphrase"));

        assertThat(sample.errors())
                .containsExactly("gateway.yaml:15:20 keys.passphrase-file: found a secret inside the data directory;"
                        + " write the path of a file elsewhere: who copies the data must not get what opens it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../keys/passphrase", "../keys/../keys/ring.p12", "trust/anchors.pem", "../link", "../data"})
    void noStartOverwritesWhatAnotherSettingNames(String file) throws IOException {
        SampleConf sample = SampleConf.in(root);
        Files.createSymbolicLink(root.resolve("link"), root.resolve("keys/tls-passphrase"));

        assertThat(tokenIn(sample, file))
                .singleElement()
                .asString()
                .contains("management.token-file: found a file that another setting names, too;"
                        + " write the path of a file of its own: each start overwrites it");
    }

    @Test
    void theTokenIsWrittenIntoADirectoryThatIsThereOrIsMade() throws IOException {
        SampleConf sample = SampleConf.in(root);
        assertThat(tokenIn(sample, "../run/token"))
                .singleElement()
                .asString()
                .contains("management.token-file: found a file in a directory that is not there;");

        Files.createDirectory(root.resolve("run"));
        assertThat(sample.errors()).isEmpty();
    }

    @Test
    void theDataDirectoryIsMadeBeforeTheToken() throws IOException {
        assertThat(tokenIn(SampleConf.in(root), "../data/token")).isEmpty();
    }

    private static List<String> tokenIn(SampleConf sample, String file) {
        return sample.replace("gateway.yaml", "data: ../data", "management: {token-file: " + file + "}\ndata: ../data")
                .errors();
    }

    @Test
    void anotherRevisionOfAnyFileIsAnotherRevisionOfTheConfiguration() {
        SampleConf sample = SampleConf.in(root);
        var before = revisions(sample);

        sample.replace("partners/labo.yaml", "name: Laboratoire", "name: Nouveau laboratoire");

        var after = revisions(sample);
        assertThat(after.get("configuration")).isNotEqualTo(before.get("configuration"));
        assertThat(after.get("route")).isEqualTo(before.get("route"));
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorAndNotAnException() {
        var reading = Configuration.load(root.resolve("nowhere"), InstantSource.fixed(SampleConf.NOW));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Configuration.Reading.Rejected.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(ConfigurationError::text)
                                .isEqualTo(List.of(
                                        "access.yaml: found no file that can be read; write this file",
                                        "gateway.yaml: found no file that can be read; write this file",
                                        "partners: found no folder that can be read; write a folder of .yaml files",
                                        "routes: found no folder that can be read; write a folder of .yaml files")));
    }

    private static Partner partner(Configuration.Reading.Loaded loaded, String id) {
        return loaded.configuration().table().partner(new PartnerId(id)).orElseThrow();
    }

    private static java.util.Map<String, org.sceau.proof.Digest> revisions(SampleConf sample) {
        var reading = Configuration.load(sample.directory(), InstantSource.fixed(SampleConf.NOW));
        assertThat(reading).isInstanceOf(Configuration.Reading.Loaded.class);
        var table = ((Configuration.Reading.Loaded) reading).configuration().table();
        return table.revisions(table.routes().getFirst().id()).digests();
    }
}
