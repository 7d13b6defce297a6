package org.sceau.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.app.operate.DirectoryApi;
import org.sceau.directory.Directory;
import org.sceau.directory.DirectoryRefresher;
import org.sceau.directory.DirectorySource;
import org.sceau.directory.FileSource;
import org.sceau.directory.PartnerEntries;
import org.sceau.directory.RecipientKeys;
import org.sceau.proof.NoteSigner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.DirectorySettings;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.trust.CertificateChecker;

/**
 * The directory of a gateway, opened.
 *
 * @param directory in force
 * @param refresher keeps it current
 * @param keys finds keys in it
 */
record OpenDirectory(Directory directory, DirectoryRefresher refresher, RecipientKeys keys) {
    private static final String KEPT = "directory";

    /** Puts in force what was kept, and begins to look at the sources, if there are any. */
    static OpenDirectory open(
            GatewaySettings settings,
            RoutingTable table,
            CertificateChecker certificates,
            NoteSigner key,
            InstantSource clock,
            Closing closing) {
        Optional<DirectorySettings> stated = settings.directory();
        List<DirectorySource> sources = stated.map(OpenDirectory::sources).orElse(List.of());
        var directory = new Directory(
                PartnerEntries.of(table.partners()),
                sources.stream().map(DirectorySource::name).toList(),
                stated.map(DirectorySettings::maximumAge).orElse(Duration.ZERO),
                clock);
        int most = stated.map(DirectorySettings::entries).orElse(0);
        var refresher =
                new DirectoryRefresher(directory, sources, settings.data().resolve(KEPT), key, most, clock);
        closing.later("directory", refresher);
        refresher.open();
        stated.ifPresent(there -> refresher.start(there.every()));
        return new OpenDirectory(directory, refresher, new RecipientKeys(directory, certificates, clock));
    }

    /** What operators ask. */
    DirectoryApi api() {
        return new DirectoryApi(directory, refresher, keys);
    }

    private static List<DirectorySource> sources(DirectorySettings settings) {
        List<DirectorySource> sources = new ArrayList<>();
        Set<String> departments = Set.copyOf(settings.departments());
        settings.extractions()
                .forEach(file -> sources.add(FileSource.extraction(file, departments, settings.entries())));
        settings.certificates().forEach(file -> sources.add(FileSource.certificates(file)));
        return sources;
    }
}
