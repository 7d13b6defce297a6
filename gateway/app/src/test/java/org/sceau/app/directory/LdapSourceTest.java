package org.sceau.app.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.directory.DirectorySource;
import org.sceau.directory.DirectoryUnusable;
import org.sceau.directory.Entries;
import org.sceau.directory.Entry;
import org.sceau.directory.Identifier;
import org.sceau.keys.Credential;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.LdapSettings;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.Issuers;
import org.sceau.trust.Oppositions;
import org.sceau.trust.TlsContexts;

class LdapSourceTest {
    private static final String BASE = "o=annuaire";
    private static final String NAME = "cn=sceau,o=annuaire";
    private static final String PASSWORD = "fictitious";
    private static final Identifier LABORATORY = new Identifier(Identifier.STRUCTURES, "1990000001");

    @TempDir
    Path directory;

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(clock, random);
    private final DevelopmentParty server = pki.organisation(
            new PartnerId("annuaire"), "Annuaire Fictif", "1990000000", EnumSet.allOf(DevelopmentUse.class));
    private final DevelopmentParty laboratory =
            pki.organisation(new PartnerId("lab"), "Labo Fictif", LABORATORY.value());
    private InMemoryDirectoryServer ldap;
    private Path password;

    @BeforeEach
    void start() throws Exception {
        ldap = serve(server.tls());
        password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    @AfterEach
    void stop() {
        ldap.shutDown(true);
    }

    @Test
    void everythingIsReadPageByPageAndCertificatesAreTheirSubjects() throws Exception {
        Entries entries = read(source(settings("localhost", ldap.getListenPort()), 100));

        assertThat(entries.known(new Identifier(Identifier.PROFESSIONALS, "810000000001")))
                .singleElement()
                .isInstanceOfSatisfying(Entry.Practitioner.class, found -> {
                    assertThat(found.family()).isEqualTo("FICTIVE");
                    assertThat(found.given()).isEqualTo("Élodie");
                });
        assertThat(entries.known(LABORATORY))
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Organisation.class,
                        found -> assertThat(found.name()).isEqualTo("Labo Fictif"));
        assertThat(entries.certificates(LABORATORY))
                .containsExactly(laboratory.conf().certificate());
        assertThat(entries.certificates(new Identifier(Identifier.STRUCTURES, "1990000002")))
                .as("a certificate in another's entry")
                .isEmpty();
        assertThat(entries.all()).hasSize(12);
        assertThat(entries.leftOut())
                .as("the base, and bytes that are no certificate")
                .isEqualTo(2);
    }

    /** An entry of a card: its number and its certificates are opposed; of one that cannot be read, nothing is believed. */
    @Test
    void anEntrysOppositionRevokesItsCertificatesAndItsCard() throws Exception {
        String name = "uid=1990000001," + BASE;
        ldap.modify(name, new Modification(ModificationType.ADD, "dateOpposition", "20260115101112Z"));
        ldap.modify(name, new Modification(ModificationType.ADD, "numeroCarte", "2600000001"));
        ldap.modify(
                name,
                new Modification(
                        ModificationType.ADD,
                        "userCertificate;binary",
                        laboratory.auth().certificate().getEncoded()));
        LdapSettings settings = opposing(settings("localhost", ldap.getListenPort()));

        Oppositions opposed = read(source(settings, 100)).oppositions();

        Instant since = Instant.parse("2026-01-15T10:11:12Z");
        assertThat(opposed.since(laboratory.auth().certificate(), List.of())).contains(since);
        assertThat(opposed.since(laboratory.sign().certificate(), List.of("2600000001")))
                .contains(since);
        assertThat(opposed.since(laboratory.sign().certificate(), List.of("2600000002")))
                .isEmpty();
        assertThat(opposed.count()).isEqualTo(2);
        assertThat(read(source(settings("localhost", ldap.getListenPort()), 100))
                        .oppositions()
                        .count())
                .as("not asked for")
                .isZero();
        assertThat(source(settings, 100).origin())
                .isNotEqualTo(
                        source(settings("localhost", ldap.getListenPort()), 100).origin());

        ldap.modify(name, new Modification(ModificationType.REPLACE, "dateOpposition", "soon"));
        assertThatThrownBy(() -> read(source(settings, 100))).isInstanceOf(DirectoryUnusable.class);

        ldap.modify(
                name,
                new Modification(ModificationType.REPLACE, "dateOpposition", "20260115101112Z", "20260215101112Z"));
        assertThatThrownBy(() -> read(source(settings, 100))).isInstanceOf(DirectoryUnusable.class);
    }

    @Test
    void aServerWithMoreEntriesThanAllowedIsRefused() {
        assertThatThrownBy(() -> read(source(settings("localhost", ldap.getListenPort()), 5)))
                .isInstanceOf(DirectoryUnusable.class);
    }

    @Test
    void aServerOfAnotherAuthorityOrForAnotherUseIsNotSpokenTo() throws Exception {
        DevelopmentParty stranger = DevelopmentPki.create(clock, random)
                .organisation(new PartnerId("stranger"), "Autre", "1990000003", EnumSet.allOf(DevelopmentUse.class));
        for (Credential shown : List.of(stranger.tls(), server.auth())) {
            InMemoryDirectoryServer other = serve(shown);
            assertThatThrownBy(() -> read(source(settings("localhost", other.getListenPort()), 100)))
                    .isInstanceOf(IOException.class);
            other.shutDown(true);
        }
    }

    /** Its certificate names localhost and 127.0.0.1; everything else of it is right. */
    @Test
    void aServerWithAnotherNameIsNotSpokenTo() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        InMemoryDirectoryServer other = serve(server.tls(), new InMemoryOperationInterceptor() {}, elsewhere);

        assertThatThrownBy(() -> read(source(settings("127.0.0.2", other.getListenPort()), 100)))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("SSLHandshakeException");
        other.shutDown(true);
    }

    @Test
    void aWrongPasswordIsAFailureNotAnEmptyDirectory() throws Exception {
        Files.writeString(password, "another\n");

        assertThatThrownBy(() -> read(source(settings("localhost", ldap.getListenPort()), 100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("49");
    }

    @Test
    void aServerThatIsDownOrSilentIsAFailure() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> read(source(settings("localhost", silent.getLocalPort()), 100)))
                    .isInstanceOf(IOException.class);
        }
        int port = ldap.getListenPort();
        ldap.shutDown(true);
        assertThatThrownBy(() -> read(source(settings("localhost", port), 100))).isInstanceOf(IOException.class);
    }

    /** Each entry in time, and no end. */
    @Test
    void aServerWhosePageNeverEndsTakesNeitherMemoryNorTime() throws Exception {
        InMemoryDirectoryServer endless = serve(server.tls(), new Endless(Duration.ZERO));
        assertThatThrownBy(() -> read(source(settings("localhost", endless.getListenPort()), 100_000)))
                .isInstanceOf(DirectoryUnusable.class);
        endless.shutDown(true);

        InMemoryDirectoryServer slow = serve(server.tls(), new Endless(Duration.ofMillis(100)));
        LdapSettings patient = settings("localhost", slow.getListenPort(), 1000, Duration.ofSeconds(2));
        assertThatThrownBy(() -> read(source(patient, 100_000)))
                .isInstanceOf(IOException.class)
                .hasMessage("not read in time");
        slow.shutDown(true);
    }

    private static Entries read(DirectorySource source) throws IOException {
        if (source.look(Instant.EPOCH) instanceof DirectorySource.Answer.Whole(Entries entries, Instant asOf)) {
            assertThat(asOf).isEqualTo(Instant.EPOCH);
            return entries;
        }
        throw new AssertionError("a server is always asked anew");
    }

    private LdapSource source(LdapSettings settings, int most) {
        return new LdapSource(
                settings, tls(laboratory.auth()), () -> new Entries.Builder(most, Issuers.of(List.of(pki.issuing()))));
    }

    private LdapSettings settings(String host, int port) {
        return settings(host, port, 4, Duration.ofMinutes(1));
    }

    private LdapSettings settings(String host, int port, int page, Duration whole) {
        return new LdapSettings(
                host,
                port,
                BASE,
                "(objectClass=*)",
                "uid",
                Optional.empty(),
                Optional.empty(),
                Optional.of(NAME),
                Optional.of(new FileReference(password)),
                page,
                Duration.ofMillis(800),
                whole);
    }

    private static LdapSettings opposing(LdapSettings plain) {
        return new LdapSettings(
                plain.host(),
                plain.port(),
                plain.base(),
                plain.filter(),
                plain.identifier(),
                Optional.of("dateOpposition"),
                Optional.of("numeroCarte"),
                plain.bindDn(),
                plain.passwordFile(),
                plain.page(),
                plain.answer(),
                plain.whole());
    }

    private InMemoryDirectoryServer serve(Credential shown) throws Exception {
        return serve(shown, new InMemoryOperationInterceptor() {});
    }

    private InMemoryDirectoryServer serve(Credential shown, InMemoryOperationInterceptor interceptor) throws Exception {
        return serve(shown, interceptor, InetAddress.getLoopbackAddress());
    }

    private InMemoryDirectoryServer serve(
            Credential shown, InMemoryOperationInterceptor interceptor, InetAddress address) throws Exception {
        var config = new InMemoryDirectoryServerConfig(BASE);
        config.addInMemoryOperationInterceptor(interceptor);
        config.setSchema(null);
        config.addAdditionalBindCredentials(NAME, PASSWORD);
        config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPSConfig(
                "tls", address, 0, tls(shown).getServerSocketFactory(), null));
        var directoryServer = new InMemoryDirectoryServer(config);
        directoryServer.add(BASE, new Attribute("objectClass", "organization"));
        directoryServer.add(
                "uid=810000000001," + BASE,
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("sn", "FICTIVE"),
                new Attribute("givenName", "Élodie"),
                new Attribute("userCertificate;binary", new byte[] {1, 2, 3}));
        directoryServer.add(
                "uid=1990000001," + BASE,
                new Attribute("objectClass", "organization"),
                new Attribute("o", "Labo Fictif"));
        directoryServer.add(
                "uid=1990000002," + BASE,
                new Attribute("objectClass", "organization"),
                new Attribute("o", "Usurpateur Fictif"),
                new Attribute(
                        "userCertificate;binary",
                        laboratory.conf().certificate().getEncoded()));
        for (int i = 0; i < 9; i++) {
            directoryServer.add(
                    "uid=81000000001" + i + "," + BASE,
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("sn", "INVENTÉ"));
        }
        directoryServer.startListening();
        return directoryServer;
    }

    private SSLContext tls(Credential own) {
        var anchors = pki.anchors(Duration.ofDays(7));
        return TlsContexts.of(own, new GatewayTrustManager(new CertificateChecker(anchors), clock), random);
    }

    /** Sends an entry again and again before it answers, until nobody listens, or thirty seconds. */
    private static final class Endless extends InMemoryOperationInterceptor {
        private final Duration pause;

        Endless(Duration pause) {
            this.pause = pause;
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            var entry = new com.unboundid.ldap.sdk.Entry(
                    "uid=810000000001," + BASE, new Attribute("uid", "810000000001"), new Attribute("sn", "FICTIVE"));
            long most = pause.isZero() ? 5000 : Duration.ofSeconds(30).dividedBy(pause);
            for (long sent = 0; sent < most; sent++) {
                request.sendSearchEntry(entry);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
