package org.sceau.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.sceau.directory.DirectoryRefresher;
import org.sceau.directory.DirectorySource;
import org.sceau.directory.Entries;
import org.sceau.directory.FileSource;
import org.sceau.directory.Identifier;
import org.sceau.directory.PartnerEntries;
import org.sceau.directory.RecipientKeys;
import org.sceau.keys.KeyRole;
import org.sceau.proof.NoteSigner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.DirectorySettings;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.suites.Suite;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.Issuers;
import org.sceau.trust.TlsContexts;
import org.sceau.trust.TrustFiles;

/**
 * The directory of a gateway, opened.
 *
 * @param directory in force
 * @param refresher keeps it current
 * @param keys finds keys in it
 */
public record OpenDirectory(Directory directory, DirectoryRefresher refresher, RecipientKeys keys) {
    private static final String KEPT = "directory";

    /**
     * Puts in force what was kept, and begins to look at the sources, if there are any.
     *
     * @param key signs snapshots
     * @param tls opens channels to servers
     */
    static OpenDirectory open(
            GatewaySettings settings,
            RoutingTable table,
            CertificateChecker certificates,
            NoteSigner key,
            SSLContext tls,
            InstantSource clock,
            Closing closing) {
        OpenDirectory opened = of(settings, table, certificates, key, tls, clock);
        closing.later("directory", opened.refresher());
        settings.directory().ifPresent(there -> opened.refresher().start(there.every()));
        return opened;
    }

    private static OpenDirectory of(
            GatewaySettings settings,
            RoutingTable table,
            CertificateChecker certificates,
            NoteSigner key,
            SSLContext tls,
            InstantSource clock) {
        Optional<DirectorySettings> stated = settings.directory();
        int most = stated.map(DirectorySettings::entries).orElse(0);
        Issuers issuers = stated.flatMap(DirectorySettings::issuers)
                .map(file -> Issuers.of(TrustFiles.certificates(file.path())))
                .orElse(Issuers.NONE);
        Supplier<Entries.Builder> empty = () -> new Entries.Builder(most, issuers);
        List<DirectorySource> sources =
                stated.map(there -> sources(there, tls, empty)).orElse(List.of());
        var directory = new Directory(
                PartnerEntries.of(table.partners()),
                sources.stream().map(DirectorySource::name).toList(),
                stated.map(DirectorySettings::maximumAge).orElse(Duration.ZERO),
                clock);
        var refresher =
                new DirectoryRefresher(directory, sources, settings.data().resolve(KEPT), key, empty, clock);
        refresher.open();
        return new OpenDirectory(directory, refresher, new RecipientKeys(directory, certificates, clock));
    }

    /**
     * What partners' files and snapshots hold now, for commands: no source is asked. Opens the key ring where a partner
     * leaves its key to the directory.
     */
    public static ReaderKeys offline(
            GatewaySettings settings, RoutingTable table, CertificateChecker certificates, Clock clock) {
        Optional<DirectorySettings> stated = settings.directory();
        boolean needed = table.partners().stream()
                .anyMatch(partner -> partner.readerInDirectory().isPresent());
        if (stated.isEmpty() || !needed) {
            return ReaderKeys.none();
        }
        var closing = new Closing();
        try (OwnKeys own = OwnKeys.open(settings, clock)) {
            var unspoken = new GatewayTrustManager(certificates, clock);
            SSLContext tls = TlsContexts.of(own.opened(KeyRole.CLIENT), clock, unspoken, new SecureRandom());
            OpenDirectory opened = of(settings, table, certificates, own.ring().logSigner(), tls, clock);
            closing.later("directory", opened.refresher());
            return ReaderKeys.of(opened.keys());
        } finally {
            closing.close();
        }
    }

    /** What operators ask; {@code suites} are those in which it may be encrypted for somebody now. */
    DirectoryApi api(Function<Identifier, Set<Suite>> suites) {
        return new DirectoryApi(directory, refresher, holder -> keys.find(holder, suites.apply(holder)));
    }

    private static List<DirectorySource> sources(
            DirectorySettings settings, SSLContext tls, Supplier<Entries.Builder> empty) {
        List<DirectorySource> sources = new ArrayList<>();
        Set<String> departments = Set.copyOf(settings.departments());
        settings.extractions()
                .forEach(file -> sources.add(FileSource.extraction(file, departments, settings.entries())));
        settings.certificates().forEach(file -> sources.add(FileSource.certificates(file, empty)));
        settings.ldap().ifPresent(server -> sources.add(new LdapSource(server, tls, empty)));
        return sources;
    }
}
