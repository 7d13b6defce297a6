package org.sceau.routing.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.suites.JwkSet;
import org.sceau.transfer.PartnerId;

/** What access tokens' settings must be to partners and files. */
final class TokenChecks {
    private final Problems problems;
    private final Source<GatewaySettings> source;
    private final Set<String> partners = new TreeSet<>();
    private final Set<String> unread;

    /**
     * Checks against these partners.
     *
     * @param unread names of partners whose files have errors of their own: known, but not looked into
     */
    TokenChecks(Source<GatewaySettings> source, List<Source<Partner>> partners, Set<String> unread, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.unread = unread;
        partners.forEach(partner -> this.partners.add(partner.value().id().value()));
    }

    /**
     * Whom nobody issues to has no use for an application that asks persons; and a profession that is recorded
     * for the partner would contradict every other that a person has.
     */
    static void client(Source<Partner> partner, GatewaySettings settings, Problems problems) {
        boolean served = settings.tokens()
                .filter(tokens -> tokens.issuesTo(partner.value().id()))
                .isPresent();
        if (partner.value().client().isPresent() && !served) {
            problems.add(
                    partner.at("client"),
                    "client",
                    "an application to which the gateway issues no tokens",
                    "tokens: in gateway.yaml, with this partner among those it issues to");
        }
        if (partner.value().may().contains(Right.INTROSPECT)
                && settings.tokens().isEmpty()) {
            problems.add(partner.at("may"), "may", "introspect without tokens", "tokens: in gateway.yaml");
        }
        if (partner.value().client().isPresent()
                && partner.value().recordedQuality().profession().isPresent()) {
            problems.add(
                    partner.at("quality"),
                    "quality",
                    "a recorded profession beside an application that asks persons, who have their own",
                    "quality: without profession");
        }
    }

    void check() {
        source.value().tokens().ifPresent(tokens -> {
            for (int i = 0; i < tokens.clients().size(); i++) {
                TokenClientSettings client = tokens.clients().get(i);
                known(client.partner(), "clients", i, "partner");
                keys(client, i);
            }
            for (int i = 0; i < tokens.issuers().size(); i++) {
                elsewhere(tokens.issuers().get(i), i);
                for (PartnerId partner : tokens.issuers().get(i).partners()) {
                    known(partner, "issuers", i, "partners");
                }
            }
            tokens.partners().stream().flatMap(Set::stream).forEach(one -> known(one.partner(), "partners"));
            tokens.professionals().ifPresent(this::applications);
        });
    }

    private void elsewhere(TokenIssuerSettings issuer, int index) {
        URI base = source.value().listen().baseUrl();
        if (issuer.issuer().equals(base.getScheme() + "://" + base.getAuthority())) {
            problems.add(
                    source.at("tokens", "issuers", String.valueOf(index), "issuer"),
                    "tokens.issuers[" + index + "].issuer",
                    "the gateway itself",
                    "an authorization server elsewhere; the gateway's own tokens count without it");
        }
    }

    private void applications(ProfessionalsSettings professionals) {
        for (ProfessionalsSettings.Application application : professionals.applications()) {
            known(application.partner(), "professionals", "applications");
        }
    }

    private void known(PartnerId partner, String... keys) {
        if (!partners.contains(partner.value()) && !unread.contains(partner.value())) {
            List<String> path = new ArrayList<>(List.of("tokens"));
            path.addAll(List.of(keys));
            problems.addUnknown(
                    source.at(path.toArray(String[]::new)),
                    String.join(".", path),
                    "partner",
                    partner.value(),
                    partners);
        }
    }

    private void known(PartnerId partner, String list, int index, String key) {
        if (!partners.contains(partner.value()) && !unread.contains(partner.value())) {
            problems.addUnknown(
                    source.at("tokens", list, String.valueOf(index), key),
                    "tokens." + list + "[" + index + "]." + key,
                    "partner",
                    partner.value(),
                    partners);
        }
    }

    private void keys(TokenClientSettings client, int index) {
        if (!readable(client)) {
            problems.add(
                    source.at("tokens", "clients", String.valueOf(index), "keys"),
                    "tokens.clients[" + index + "].keys",
                    "no JWK Set of public keys",
                    "a file with public keys on P-256, P-384 or P-521, or of RSA, none of them twice");
        }
    }

    private static boolean readable(TokenClientSettings client) {
        try {
            byte[] text = Files.readAllBytes(client.keys().path());
            return JwkSet.read(new String(text, StandardCharsets.UTF_8))
                    .filter(set -> !set.keys().isEmpty())
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
