package org.sceau.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.sceau.access.ReaderKeys;
import org.sceau.app.directory.LdapSource;
import org.sceau.app.operate.DirectoryApi;
import org.sceau.directory.Directory;
import org.sceau.directory.DirectoryOppositions;
import org.sceau.directory.DirectoryRefresher;
import org.sceau.directory.DirectoryRoles;
import org.sceau.directory.DirectorySource;
import org.sceau.directory.Entries;
import org.sceau.directory.FileSource;
import org.sceau.directory.Identifier;
import org.sceau.directory.PartnerEntries;
import org.sceau.directory.RecipientKeys;
import org.sceau.keys.KeyRole;
import org.sceau.proof.NoteSigner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.DirectorySettings;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.suites.Suite;
import org.sceau.trust.CardOppositions;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.Issuers;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.RegisteredRoles;
import org.sceau.trust.TlsContexts;
import org.sceau.trust.TrustFiles;

/**
 * The directory of a gateway, opened.
 *
 * @param directory in force
 * @param refresher keeps it current
 * @param keys finds keys in it
 * @param oppositions out of it
 * @param roles out of it
 */
public record OpenDirectory(
        Directory directory,
        DirectoryRefresher refresher,
        RecipientKeys keys,
        CardOppositions oppositions,
        RegisteredRoles roles) {
    private static final String KEPT = "directory";

    /**
     * Puts in force what was kept; no source is asked before {@link #start}.
     *
     * @param key signs snapshots
     * @param tls opens channels to servers
     */
    static OpenDirectory open(
            GatewaySettings settings,
            Judging judging,
            NoteSigner key,
            SSLContext tls,
            InstantSource clock,
            Closing closing) {
        Optional<DirectorySettings> stated = settings.directory();
        int most = stated.map(DirectorySettings::entries).orElse(0);
        Issuers issuers = stated.flatMap(DirectorySettings::issuers)
                .map(file -> Issuers.of(TrustFiles.certificates(file.path())))
                .orElse(Issuers.NONE);
        Supplier<Entries.Builder> empty = () -> new Entries.Builder(most, issuers);
        List<DirectorySource> sources = new ArrayList<>();
        Set<String> opposing = new HashSet<>();
        stated.ifPresent(there -> addSources(there, tls, empty, sources, opposing));
        var directory = new Directory(
                PartnerEntries.of(judging.table().partners()),
                sources.stream().map(DirectorySource::name).toList(),
                opposing,
                stated.map(DirectorySettings::maximumAge).orElse(Duration.ZERO),
                clock,
                judging.certificates()::forget);
        var refresher =
                new DirectoryRefresher(directory, sources, settings.data().resolve(KEPT), key, empty, clock);
        closing.later("directory", refresher);
        refresher.open();
        return new OpenDirectory(
                directory,
                refresher,
                new RecipientKeys(directory, judging.certificates(), clock),
                new DirectoryOppositions(directory, judging.qualities()),
                new DirectoryRoles(directory));
    }

    /**
     * Who judges, and what of.
     *
     * @param table of partners
     * @param certificates judges certificates
     * @param qualities reads them
     */
    record Judging(RoutingTable table, CertificateChecker certificates, ProfessionalQualities qualities) {}

    /** Begins to look at the sources, if there are any. */
    void start(GatewaySettings settings) {
        settings.directory().ifPresent(there -> refresher.start(there.every()));
    }

    /**
     * What partners' files and snapshots hold now, for commands: no source is asked.
     *
     * @param certificates judges as the gateway does
     * @param keys of readers
     * @param roles of professionals
     */
    public record Offline(CertificateChecker certificates, ReaderKeys keys, RegisteredRoles roles) {}

    /** Opens the key ring where something rests on the directory. */
    public static Offline offline(Configuration configuration, Clock clock) {
        GatewaySettings settings = configuration.settings();
        RoutingTable table = configuration.table();
        boolean needed = table.partners().stream()
                        .anyMatch(partner -> partner.readerInDirectory().isPresent())
                || configuration.qualities().askDirectory()
                || settings.directory().filter(DirectorySettings::opposes).isPresent();
        if (settings.directory().isEmpty() || !needed) {
            return new Offline(Trust.offline(settings, table, clock), ReaderKeys.none(), RegisteredRoles.NONE);
        }
        CertificateChecker certificates = Trust.checker(settings.trust());
        var closing = new Closing();
        try (OwnKeys own = OwnKeys.open(settings, clock)) {
            var unspoken = new GatewayTrustManager(certificates, clock);
            SSLContext tls = TlsContexts.of(own.opened(KeyRole.CLIENT), clock, unspoken, new SecureRandom());
            var judging = new Judging(table, certificates, configuration.qualities());
            OpenDirectory opened = open(settings, judging, own.ring().logSigner(), tls, clock, closing);
            Trust.offline(certificates, settings, table, opened.oppositions(), clock);
            return new Offline(certificates, ReaderKeys.of(opened.keys()), opened.roles());
        } finally {
            closing.close();
        }
    }

    /** What operators ask; {@code suites} are those in which it may be encrypted for somebody now. */
    DirectoryApi api(Function<Identifier, Set<Suite>> suites) {
        return new DirectoryApi(directory, refresher, holder -> keys.find(holder, suites.apply(holder)));
    }

    private static void addSources(
            DirectorySettings settings,
            SSLContext tls,
            Supplier<Entries.Builder> empty,
            List<DirectorySource> sources,
            Set<String> opposing) {
        Set<String> departments = Set.copyOf(settings.departments());
        settings.extractions()
                .forEach(file -> sources.add(FileSource.extraction(file, departments, settings.entries())));
        settings.certificates().forEach(file -> sources.add(FileSource.certificates(file, empty)));
        settings.cards().stream().map(FileSource::cards).forEach(source -> {
            sources.add(source);
            opposing.add(source.name());
        });
        settings.ldap().ifPresent(server -> {
            var source = new LdapSource(server, tls, empty);
            sources.add(source);
            server.opposition().ifPresent(_ -> opposing.add(source.name()));
        });
    }
}
