package org.sceau.app;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sceau.app.operate.KeyStatus;
import org.sceau.app.operate.RevokedKeys;
import org.sceau.failure.FailureCode;
import org.sceau.keys.Credential;
import org.sceau.keys.Ending;
import org.sceau.keys.EndingWatch;
import org.sceau.keys.Ends;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Succession;
import org.sceau.ledger.Ledger;
import org.sceau.routing.Partner;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.trust.TrustFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the ends of every certificate that the configuration names, own keys', partners', authorities', and of algorithms. */
final class OpenKeyStatus {
    private static final Logger LOG = LoggerFactory.getLogger(OpenKeyStatus.class);

    private OpenKeyStatus() {}

    static KeyStatus start(Parts parts, Configuration configuration, InstantSource clock, Closing closing) {
        OwnKeys own = parts.own();
        GatewaySettings settings = configuration.settings();
        List<KeyStatus.Kept> kept = new ArrayList<>();
        List<RevokedKeys.Own> mine = new ArrayList<>();
        List<Succession<Credential>> serving = new ArrayList<>();
        for (KeyRole role : own.roles()) {
            Succession<Credential> keys = own.opened(role);
            if (role != KeyRole.CONFIDENTIALITY) {
                serving.add(keys);
            }
            List<Credential> watched = new ArrayList<>(keys.all());
            watched.removeAll(keys.formerAt(clock.instant())); // that those end is nothing to look after
            for (Credential key : watched.reversed()) {
                Ending ending = new Ending(role.word(), key.certificate());
                kept.add(new KeyStatus.Kept(ending, own.isInToken(role) ? "token" : "file"));
                mine.add(new RevokedKeys.Own(role.word(), key.chain()));
            }
        }
        List<Ends> all = new ArrayList<>();
        kept.forEach(key -> all.add(key.ending()));
        own.secondSeal().ifPresent(key -> {
            all.add(new Ending("second-seal", key.certificate()));
            mine.add(new RevokedKeys.Own("second-seal", key.chain()));
        });
        configuration.table().partners().forEach(partner -> all.addAll(of(partner)));
        named("anchor", settings.trust().anchors().path(), all);
        settings.trust().intermediates().ifPresent(file -> named("intermediate", file.path(), all));
        settings.timeStamp()
                .ifPresent(stamps -> stamps.authorities()
                        .forEach(authority ->
                                named("time-stamp anchor", authority.anchors().path(), all)));
        for (DatesInUse.Line line : DatesInUse.of(configuration, own, clock.instant())) {
            line.dated().ifPresent(all::add);
            line.refused()
                    .forEach(name -> LOG.warn("event=suite-not-allowed suite={} refused=\"{}\"", line.name(), name));
        }
        var watch = new EndingWatch(all, clock);
        watch.start();
        closing.later("certificate ends", watch);
        var revoked = new RevokedKeys(mine, chain -> parts.certificates().check(chain, clock.instant()));
        revoked.start();
        closing.later("own keys revoked", revoked);
        return new KeyStatus(
                kept, own.token(), watch, revoked, serving, absent(parts.ledger()), parts.keys()::signingEnded, clock);
    }

    /** Other patients are served meanwhile; whoever has the key ring of before puts the key back and starts anew. */
    private static List<String> absent(Ledger ledger) {
        List<String> absent = ledger.absentMasters();
        absent.forEach(master ->
                LOG.error("event=master-key-absent code={} master={}", FailureCode.KEY_UNUSABLE.code(), master));
        return absent;
    }

    private static List<Ending> of(Partner partner) {
        List<Ending> endings = new ArrayList<>();
        for (X509Certificate certificate : partner.authCertificates()) {
            endings.add(new Ending("partner " + partner.id() + " auth", certificate));
        }
        partner.readerCertificate()
                .ifPresent(certificate -> endings.add(new Ending("partner " + partner.id() + " reader", certificate)));
        return endings;
    }

    private static void named(String name, Path file, List<Ends> all) {
        TrustFiles.certificates(file).forEach(certificate -> all.add(new Ending(name, certificate)));
    }
}
