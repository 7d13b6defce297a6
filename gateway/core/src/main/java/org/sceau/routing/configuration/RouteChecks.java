package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.TimeStamping;
import org.sceau.routing.WhenUnstamped;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

/** What routes must be in themselves, to each other and to the partners. Not thread-safe. */
final class RouteChecks {
    private final Problems problems;
    private final Map<PartnerId, Partner> partners = new TreeMap<>();
    private final Set<String> unread;
    private final Optional<GatewaySettings> settings;
    private final Map<RouteId, String> ids = new HashMap<>();
    private final Map<Integer, RouteId> priorities = new HashMap<>();

    /**
     * Checks against these.
     *
     * @param unread names of partners whose files have errors of their own: known, but not looked into
     * @param settings of the gateway; empty when they have errors of their own
     */
    RouteChecks(
            Problems problems, List<Source<Partner>> partners, Set<String> unread, Optional<GatewaySettings> settings) {
        this.problems = problems;
        this.settings = settings;
        this.unread = unread;
        partners.forEach(source -> this.partners.putIfAbsent(source.value().id(), source.value()));
    }

    void check(List<Source<Route>> routes) {
        for (Source<Route> source : routes) {
            names(source);
            match(source);
            Route route = source.value();
            if (route.to().isEmpty() && route.toIntended().isEmpty()) {
                problems.add(source.at(), "to", "no recipient", "to: or to-intended: with at least one partner");
            }
            recipients(source, route.to(), "to");
            recipients(source, route.toIntended(), "to-intended");
            reader(source);
            settings.ifPresent(gateway -> {
                unstamped(source, gateway.timeStamp());
                signatures(source, gateway.timeStamp());
            });
        }
    }

    private void names(Source<Route> source) {
        Route route = source.value();
        Optional<String> other = Optional.ofNullable(ids.putIfAbsent(route.id(), source.name()));
        if (other.isPresent()) {
            problems.add(source.at("id"), "id", "the id of " + other.get(), "an id that no other route has");
        } else if (!source.stem().equals(route.id().value())) {
            problems.add(source.at("id"), "id", "an id that is not the file's name", "id: " + source.stem());
        }
        Optional<RouteId> tie = Optional.ofNullable(priorities.putIfAbsent(route.priority(), route.id()));
        if (tie.isPresent() && !tie.get().equals(route.id())) {
            problems.add(
                    source.at("priority"),
                    "priority",
                    "the priority of the route " + tie.get(),
                    "a number that no other route has: which of the two is taken would be chance");
        }
    }

    private void match(Source<Route> source) {
        List<PartnerId> from = source.value().match().from();
        for (int i = 0; i < from.size(); i++) {
            String path = "match.from[" + i + "]";
            Place place = source.at("match", "from", String.valueOf(i));
            Optional<Partner> sender = known(from.get(i), place, path);
            if (sender.isPresent() && !sender.get().may().contains(Right.SUBMIT)) {
                problems.add(place, path, "a partner that may not submit", "a partner that has may: [submit]");
            }
        }
        List<PartnerId> intended = source.value().match().intendedRecipients();
        for (int i = 0; i < intended.size(); i++) {
            Place place = source.at("match", "intended-recipients", String.valueOf(i));
            known(intended.get(i), place, "match.intended-recipients[" + i + "]");
        }
        tokens(source, source.value().match().types(), "types", "http://loinc.org|11502-2");
        tokens(source, source.value().match().facilities(), "facilities", "urn:oid:1.2.250.1.71.4.2.2|1750000001");
    }

    private void tokens(Source<Route> source, List<String> tokens, String key, String example) {
        for (int i = 0; i < tokens.size(); i++) {
            int bar = tokens.get(i).indexOf('|');
            if (bar < 1 || bar == tokens.get(i).length() - 1) {
                problems.add(
                        source.at("match", key, String.valueOf(i)),
                        "match." + key + "[" + i + "]",
                        Value.quote(tokens.get(i)),
                        "system|value, such as \"" + example + "\"");
            }
        }
    }

    private void recipients(Source<Route> source, List<PartnerId> recipients, String key) {
        for (int i = 0; i < recipients.size(); i++) {
            Place place = source.at(key, String.valueOf(i));
            String path = key + "[" + i + "]";
            Optional<Partner> recipient = known(recipients.get(i), place, path);
            if (recipient.isPresent()) {
                mode(source.value().mode(), recipient.get(), place, path);
            }
            if (key.equals("to-intended") && source.value().to().contains(recipients.get(i))) {
                problems.add(place, path, "a partner that stands in to already", "it in one of the two lists");
            }
        }
    }

    private void mode(Mode mode, Partner recipient, Place place, String path) {
        if (mode == Mode.CUSTODY) {
            return;
        }
        String found = "mode " + Words.of(mode) + " and a recipient that ";
        if (recipient.channel() instanceof Channel.FhirPush push && push.carries() == Carries.CLEAR) {
            problems.add(
                    place, path, found + "gets the document in clear", "mode: custody, or a partner that carries cms");
        } else if (recipient.channel() instanceof Channel.Inbox && !recipient.canRead()) {
            problems.add(place, path, found + "has no reader-certificate", "mode: custody, or a partner that has one");
        }
    }

    /** In these modes somebody must have the key, or what was accepted could never be opened. */
    private void reader(Source<Route> source) {
        Route route = source.value();
        boolean readable = route.to().stream()
                .flatMap(id -> Optional.ofNullable(partners.get(id)).stream())
                .anyMatch(Partner::canRead);
        boolean allRead = route.toIntended().isEmpty() && unread.isEmpty();
        if (route.mode() != Mode.CUSTODY && allRead && !readable && !route.to().isEmpty()) {
            problems.add(
                    source.at("mode"),
                    "mode",
                    "mode " + Words.of(route.mode()) + " and no recipient with a reader-certificate",
                    "mode: custody, or a recipient that has one");
        }
    }

    /** A limit that ordinary pauses reach would refuse by turns what nothing is wrong with. */
    private void unstamped(Source<Route> source, Optional<TimeStampSettings> stamps) {
        if (!(source.value().whenUnstamped() instanceof WhenUnstamped.Stop(Duration after))) {
            return;
        }
        Place place = source.at("when-unstamped", "stop", "after");
        if (stamps.isEmpty()) {
            problems.add(
                    place,
                    "when-unstamped",
                    "stop, and nobody gives time-stamps",
                    "time-stamp: in gateway.yaml, or go-on");
        } else if (after.compareTo(stamps.get().every().multipliedBy(2)) < 0) {
            problems.add(
                    place,
                    "when-unstamped.stop.after",
                    "less than two pauses between time-stamps",
                    "at least twice time-stamp.every");
        }
    }

    private void signatures(Source<Route> source, Optional<TimeStampSettings> stamps) {
        if (source.value().timeStamp() == TimeStamping.DOCUMENT && stamps.isEmpty()) {
            problems.add(
                    source.at("time-stamp"),
                    "time-stamp",
                    "document, and nobody gives time-stamps",
                    "time-stamp: in gateway.yaml, or journal");
        }
    }

    private Optional<Partner> known(PartnerId id, Place place, String path) {
        Optional<Partner> partner = Optional.ofNullable(partners.get(id));
        if (partner.isEmpty() && !unread.contains(id.value())) {
            List<String> known =
                    partners.keySet().stream().map(PartnerId::value).toList();
            problems.addUnknown(place, path, "partner", id.value(), known);
        }
        return partner;
    }
}
