package org.sceau.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sceau.app.time.DevelopmentTsaServer;
import org.sceau.app.time.HttpTsa;
import org.sceau.evidence.ArchivedSignatures;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.keys.Seal;
import org.sceau.ledger.Ledger;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.TrustAnchors;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.routing.configuration.KeyFileSettings;
import org.sceau.routing.configuration.TimeStampSettings;
import org.sceau.timestamp.DevelopmentTsa;
import org.sceau.timestamp.Renewable;
import org.sceau.timestamp.Renewer;
import org.sceau.timestamp.SignatureStamper;
import org.sceau.timestamp.Stamper;
import org.sceau.timestamp.Stampers;
import org.sceau.timestamp.TimeStampAuthority;
import org.sceau.timestamp.TimeStampClient;
import org.sceau.trust.TrustFiles;
import org.sceau.vault.Vault;

/** Starts what a configuration says about time-stamps. */
final class OpenTime {
    /** Time enough for an authority to come back, and for its new certificate to be there. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private final GatewaySettings settings;
    private final AlgorithmDates dates;
    private final Clock clock;
    private final SecureRandom random;
    private final Closing closing;

    /**
     * Starts by these.
     *
     * @param dates of the end of algorithms
     */
    OpenTime(GatewaySettings settings, AlgorithmDates dates, Clock clock, SecureRandom random, Closing closing) {
        this.settings = settings;
        this.dates = dates;
        this.clock = clock;
        this.random = random;
        this.closing = closing;
    }

    /**
     * The stampers, running; none where the configuration names no authority.
     *
     * @param seals with the second one, which seals what is stamped
     */
    Optional<Stampers> open(Ledger ledger, Vault vault, Supplier<Seal> seals) {
        return settings.timeStamp().map(wanted -> {
            HttpTsa http = HttpTsa.create(wanted.answer());
            closing.later("time-stamp client", http);
            var client = new TimeStampClient(authorities(wanted), http, clock, random, wanted.clockDifference());
            var stamper = new Stamper(
                    ledger.stamps(), client, () -> seals.get().second(), clock, wanted.every(), wanted.alarm());
            stamper.start();
            closing.later("stamper", stamper);
            var signatures = new SignatureStamper(
                    ledger.signatures(),
                    client,
                    () -> Trust.shortLists(settings),
                    clock,
                    wanted.every(),
                    wanted.alarm());
            signatures.start();
            closing.later("signature stamper", signatures);
            Renewer renewals = renewer("renewal", ledger::renewals, client);
            Renewer archive = renewer("signature-renewal", archived(ledger, vault), client);
            return new Stampers(stamper, signatures, renewals, archive);
        });
    }

    /** Journal and signatures apart: many of these must not keep that from being renewed. */
    private Renewer renewer(
            String name, Supplier<? extends Iterable<? extends Renewable>> all, TimeStampClient client) {
        var renewer = new Renewer(name, all, client, clock, RENEWED_BEFORE, dates);
        renewer.start();
        closing.later(name, renewer);
        return renewer;
    }

    private ArchivedSignatures archived(Ledger ledger, Vault vault) {
        return new ArchivedSignatures(
                ledger.transfers(),
                ledger.archive(),
                vault,
                anchors(settings),
                () -> Trust.shortLists(settings),
                clock,
                RENEWED_BEFORE,
                dates);
    }

    /** Whom signatures and their time-stamps lead to. */
    static TrustAnchors anchors(GatewaySettings settings) {
        List<X509Certificate> all = new ArrayList<>(
                TrustFiles.certificates(settings.trust().anchors().path()));
        settings.timeStamp()
                .ifPresent(wanted -> wanted.authorities()
                        .forEach(authority -> all.addAll(
                                TrustFiles.certificates(authority.anchors().path()))));
        return TrustAnchors.of(all, List.of());
    }

    private List<TimeStampAuthority> authorities(TimeStampSettings wanted) {
        List<TimeStampAuthority> authorities = new ArrayList<>();
        wanted.authorities()
                .forEach(authority -> authorities.add(
                        new TimeStampAuthority(authority.url(), anchors(authority.anchors()), authority.policy())));
        wanted.development().ifPresent(development -> authorities.add(development(development)));
        return authorities;
    }

    private TimeStampAuthority development(KeyFileSettings wanted) {
        var credential = KeyStoreFile.read(
                wanted.key().path(), Passphrase.read(wanted.passphraseFile().path()));
        try {
            var server = DevelopmentTsaServer.start(new DevelopmentTsa(credential, clock, random));
            closing.later("development time-stamp authority", server);
            return new TimeStampAuthority(
                    server.address(), anchors(settings.trust().anchors()), Optional.empty());
        } catch (IOException e) {
            throw new CannotStart("the development time-stamp authority does not start", e);
        }
    }

    private static TrustAnchors anchors(FileReference file) {
        return TrustAnchors.of(TrustFiles.certificates(file.path()), List.of());
    }
}
