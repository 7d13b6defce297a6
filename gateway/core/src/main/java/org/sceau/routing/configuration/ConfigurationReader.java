package org.sceau.routing.configuration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.Revisions;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.TrustUnusable;

/** Reads one {@code conf/} once. Not thread-safe. */
final class ConfigurationReader {
    private static final String CRYPTO = "crypto.yaml";

    private final Path directory;
    private final Problems problems = new Problems();
    private final ConfigurationFiles files;
    private final Binder binder;

    ConfigurationReader(Path directory) {
        this.directory = directory;
        this.files = new ConfigurationFiles(directory, problems);
        this.binder = new Binder(files, problems);
    }

    Configuration.Reading read(Instant now) {
        Optional<Source<GatewaySettings>> settings = source("gateway.yaml", GatewaySettings.class);
        List<String> partnerFiles = files.settings("partners");
        List<Source<Partner>> partners = sources(partnerFiles, Partner.class);
        List<Source<Route>> routes = sources(files.settings("routes"), Route.class);
        settings.ifPresent(source -> {
            SettingsChecks.check(source, files, problems);
            new TokenChecks(source, partners, unread(partnerFiles, partners), problems).check();
        });
        new PartnerChecks(problems, now).check(partners);
        settings.ifPresent(source -> partners.forEach(partner -> {
            PartnerChecks.directory(partner, source.value(), problems);
            TokenChecks.client(partner, source.value(), problems);
        }));
        Optional<Source<AccessSettings>> access = source("access.yaml", AccessSettings.class);
        access.ifPresent(source -> new AccessChecks(problems, partners, unread(partnerFiles, partners)).check(source));
        Optional<Source<CryptoSettings>> crypto =
                files.isThere(CRYPTO) ? source(CRYPTO, CryptoSettings.class) : Optional.empty();
        crypto.ifPresent(source -> new CryptoChecks(source, partners, problems).check(unread(partnerFiles, partners)));
        new RouteChecks(problems, partners, unread(partnerFiles, partners), settings.map(Source::value)).check(routes);
        ProfessionalQualities qualities = qualities();
        settings.ifPresent(source -> SettingsChecks.directory(source, qualities, problems));
        if (settings.isEmpty() || access.isEmpty() || !problems.none()) {
            return new Configuration.Reading.Rejected(problems.sorted());
        }
        RoutingTable table = new RoutingTable(
                partners.stream().map(Source::value).toList(),
                routes.stream().map(Source::value).toList(),
                digests(routes),
                revisions());
        return new Configuration.Reading.Loaded(new Configuration(
                directory,
                settings.get().value(),
                table,
                access.get().value(),
                crypto.map(Source::value).orElse(CryptoSettings.NONE),
                qualities));
    }

    private ProfessionalQualities qualities() {
        if (!files.isThere(NationalQualities.FILE)) {
            return NationalQualities.qualities();
        }
        try {
            return source(NationalQualities.FILE, QualitySettings.class)
                    .map(source -> source.value().opened())
                    .orElseGet(NationalQualities::qualities);
        } catch (TrustUnusable e) {
            problems.add(
                    Place.of(NationalQualities.FILE),
                    "issuers",
                    String.valueOf(e.getMessage()),
                    "a PEM file of authorities' certificates");
            return NationalQualities.qualities();
        }
    }

    private <T extends Record> List<Source<T>> sources(List<String> names, Class<T> type) {
        List<Source<T>> sources = new ArrayList<>();
        names.forEach(name -> source(name, type).ifPresent(sources::add));
        return sources;
    }

    private <T extends Record> Optional<Source<T>> source(String name, Class<T> type) {
        return files.text(name)
                .flatMap(text -> YamlFile.read(name, text, problems))
                .flatMap(root -> binder.bind(type, root).map(value -> new Source<>(name, root, value)));
    }

    private static Set<String> unread(List<String> partnerFiles, List<Source<Partner>> partners) {
        Set<String> stems = new HashSet<>();
        partnerFiles.forEach(name -> stems.add(Source.stem(name)));
        partners.forEach(source -> stems.remove(source.stem()));
        return stems;
    }

    private Revisions revisions() {
        Revisions all = Revisions.of(files.digestOfAll());
        return files.digest("access.yaml")
                .map(digest -> all.with("access", digest))
                .orElse(all);
    }

    private Map<RouteId, Digest> digests(List<Source<Route>> routes) {
        Map<RouteId, Digest> digests = new HashMap<>();
        routes.forEach(source -> files.digest(source.name())
                .ifPresent(digest -> digests.put(source.value().id(), digest)));
        return digests;
    }
}
