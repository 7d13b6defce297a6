package org.sceau.directory;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;

/** What {@code conf/partners} says. It is configuration: in force as long as the gateway runs, and never too old. */
public final class PartnerEntries {
    private PartnerEntries() {}

    /** Each partner as an organisation, with its address and the certificate that its file gives it. */
    public static Entries of(Collection<Partner> partners) {
        var entries = new Entries.Builder(Integer.MAX_VALUE);
        partners.forEach(partner -> add(partner, entries));
        return entries.build();
    }

    /** By the id that a structure has in extractions the id of the partner that is this structure. */
    static Map<String, String> aliases(Entries configured) {
        Map<String, String> aliases = new HashMap<>();
        for (Entry entry : configured.all()) {
            for (Identifier identifier : entry.identifiers()) {
                if (identifier.system().equals(Identifier.STRUCTURES)) {
                    aliases.put(Entry.idOf("Organization", identifier.toString()), entry.id());
                }
            }
        }
        return aliases;
    }

    private static void add(Partner partner, Entries.Builder entries) {
        Optional<String> name = Words.clean(partner.name());
        if (name.isEmpty()) {
            entries.leaveOut();
            return;
        }
        List<Identifier> identifiers = partner.identifiers().stream()
                .flatMap(token -> Identifier.parse(token).stream())
                .limit(Form.MOST_IDENTIFIERS)
                .toList();
        String id = partner.id().value();
        entries.add(new Entry.Organisation(id, identifiers, true, name.get(), Optional.empty()));
        address(partner.channel())
                .ifPresent(url -> entries.add(new Entry.Endpoint(Entry.idOf("Endpoint", id), true, id, url)));
        partner.readerCertificate()
                .ifPresent(certificate -> identifiers.forEach(holder -> entries.add(holder, certificate)));
    }

    private static Optional<URI> address(Channel channel) {
        return switch (channel) {
            case Channel.FhirPush push -> Optional.of(push.url());
            case Channel.HostingStore store -> store.url();
            case Channel.Inbox _ -> Optional.empty();
        };
    }
}
