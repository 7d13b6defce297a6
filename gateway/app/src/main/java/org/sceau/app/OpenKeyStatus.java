package org.sceau.app;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sceau.app.operate.KeyStatus;
import org.sceau.keys.Credential;
import org.sceau.keys.Ending;
import org.sceau.keys.EndingWatch;
import org.sceau.keys.KeyRole;
import org.sceau.keys.RoleKeys;
import org.sceau.keys.Succession;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.trust.TrustFiles;

/** Watches the ends of every certificate that the configuration names: own keys', partners', authorities'. */
final class OpenKeyStatus {
    private OpenKeyStatus() {}

    static KeyStatus start(
            OwnKeys own, RoutingTable table, GatewaySettings settings, InstantSource clock, Closing closing) {
        List<KeyStatus.Kept> kept = new ArrayList<>();
        for (KeyRole role : own.roles()) {
            RoleKeys keys = own.keys(role);
            List<Credential> former = keys.keys().formerAt(clock.instant());
            for (Succession.Member<Credential> member : keys.keys().members()) {
                if (former.contains(member.key())) {
                    continue; // that it ends is nothing to look after
                }
                Ending ending = new Ending(role.word(), member.key().certificate());
                kept.add(new KeyStatus.Kept(ending, keys.inToken() ? "token" : "file"));
            }
        }
        List<Ending> all = new ArrayList<>();
        kept.forEach(key -> all.add(key.ending()));
        table.partners().forEach(partner -> all.addAll(of(partner)));
        named("anchor", settings.trust().anchors().path(), all);
        settings.trust().intermediates().ifPresent(file -> named("intermediate", file.path(), all));
        settings.timeStamp()
                .ifPresent(stamps -> stamps.authorities()
                        .forEach(authority ->
                                named("time-stamp anchor", authority.anchors().path(), all)));
        var watch = new EndingWatch(all, clock);
        watch.start();
        closing.later("certificate ends", watch);
        return new KeyStatus(kept, own.token(), watch, clock);
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

    private static void named(String name, Path file, List<Ending> all) {
        TrustFiles.certificates(file).forEach(certificate -> all.add(new Ending(name, certificate)));
    }
}
