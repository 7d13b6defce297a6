package org.sceau.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.routing.configuration.TrustSettings;
import org.sceau.trust.CardOppositions;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.ListExchange;
import org.sceau.trust.OcspExchange;
import org.sceau.trust.Refresher;
import org.sceau.trust.RevocationPlaces;
import org.sceau.trust.TrustAnchors;
import org.sceau.trust.TrustFiles;
import org.sceau.trust.TrustUnusable;

/** Whom a configuration trusts, and where it looks for what is revoked. */
public final class Trust {
    private static final String FETCHED = "revocation";
    /** Longer lists are not put into evidence, and not read for it: as objects they take ten times their length. */
    private static final long EVIDENCE_BYTES = 8 << 20;
    /** A file in PEM is a third longer than its list, of which those beside a signature have at most half of this. */
    private static final long SIGNATURE_BYTES = 1 << 18;

    private Trust() {}

    /** The anchors, with no list yet: nothing is good before a {@link #refresher} was opened. */
    static CertificateChecker checker(TrustSettings settings) {
        List<X509Certificate> intermediates = settings.intermediates()
                .map(file -> TrustFiles.certificates(file.path()))
                .orElse(List.of());
        var anchors = TrustAnchors.of(
                TrustFiles.certificates(settings.anchors().path()), intermediates, settings.maximumAge());
        return new CertificateChecker(anchors, settings.channelGrace().orElse(Duration.ZERO));
    }

    /** Keeps the lists of {@code checker} current, beside what a directory opposes; not opened yet. */
    static Refresher refresher(
            CertificateChecker checker,
            GatewaySettings settings,
            RoutingTable table,
            ListExchange exchange,
            OcspExchange responders,
            CardOppositions oppositions,
            InstantSource clock) {
        TrustSettings trust = settings.trust();
        List<X509Certificate> partners = new ArrayList<>();
        table.partners().forEach(partner -> {
            partners.addAll(partner.authCertificates());
            partner.readerCertificate().ifPresent(partners::add);
        });
        var places = new RevocationPlaces(
                trust.revocationLists().stream().map(FileReference::path).toList(),
                trust.oppositions().map(FileReference::path),
                trust.revocationAddresses(),
                Set.copyOf(trust.revocationHosts()),
                partners);
        return new Refresher(
                checker,
                places,
                exchange,
                responders,
                oppositions,
                settings.data().resolve(FETCHED),
                clock);
    }

    /** A checker with what files and the data directory hold now, for commands: neither network nor directory is asked. */
    public static CertificateChecker offline(GatewaySettings settings, RoutingTable table, InstantSource clock) {
        CertificateChecker checker = checker(settings.trust());
        offline(checker, settings, table, CardOppositions.NONE, clock);
        return checker;
    }

    /** Puts the same into {@code checker}, beside what a directory opposes. */
    static void offline(
            CertificateChecker checker,
            GatewaySettings settings,
            RoutingTable table,
            CardOppositions oppositions,
            InstantSource clock) {
        ListExchange nobody = (_, _, _) -> new ListExchange.Answer.Unchanged();
        OcspExchange noResponder = (_, _) -> new byte[0];
        try (Refresher refresher = refresher(checker, settings, table, nobody, noResponder, oppositions, clock)) {
            refresher.open();
        }
    }

    /** The revocation lists that it names, as they are now, and those that were fetched; not those too long for evidence. */
    static List<X509CRL> lists(GatewaySettings settings) {
        return lists(settings, EVIDENCE_BYTES);
    }

    /** Those of them that are short enough to be kept with signatures. */
    static List<X509CRL> shortLists(GatewaySettings settings) {
        return lists(settings, SIGNATURE_BYTES);
    }

    private static List<X509CRL> lists(GatewaySettings settings, long most) {
        List<Path> files = new ArrayList<>();
        settings.trust().revocationLists().forEach(file -> files.add(file.path()));
        Path fetched = settings.data().resolve(FETCHED);
        if (Files.isDirectory(fetched)) {
            files.addAll(TrustFiles.named(fetched, ".crl"));
        }
        return files.stream()
                .filter(file -> isShort(file, most))
                .flatMap(file -> readable(file).stream())
                .toList();
    }

    /** A file that cannot be read is told by the refresher; evidence goes without it. */
    private static Optional<X509CRL> readable(Path file) {
        try {
            return Optional.of(TrustFiles.list(file));
        } catch (TrustUnusable _) {
            return Optional.empty();
        }
    }

    private static boolean isShort(Path file, long most) {
        try {
            return Files.size(file) <= most;
        } catch (IOException _) {
            return false;
        }
    }
}
