package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sceau.app.OwnKeys;
import org.sceau.app.oauth.AuthorizationServer;
import org.sceau.app.oauth.ScopeCeilings;
import org.sceau.keys.KeyRole;
import org.sceau.keys.RoleKeys;
import org.sceau.keys.TokenUnusable;
import org.sceau.routing.Right;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.ConfigurationError;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.routing.configuration.TokenPartnerSettings;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.MixedRoute;
import org.sceau.transfer.PartnerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a configuration. */
@Command(name = "check")
final class CheckCommand extends SceauCommand {
    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "${env:SCEAU_DIR:-.}", descriptionKey = "dir")
    private Path directory = Path.of(".");

    @Override
    ExitCode run(Talk talk) throws Exception {
        Path conf = directory.resolve("conf");
        return switch (Configuration.load(conf, Clock.systemUTC())) {
            case Configuration.Reading.Loaded loaded -> {
                int partners = loaded.configuration().table().partners().size();
                int routes = loaded.configuration().table().routes().size();
                requireToken(loaded.configuration().settings());
                requireSecondSeal(loaded.configuration());
                loaded.configuration().settings().tokens().ifPresent(AuthorizationServer::check);
                requireScopes(loaded.configuration().settings());
                if (json()) {
                    print(JSON.createObjectNode().put("partners", partners).put("routes", routes));
                }
                talk.line("check-good", conf, partners, routes);
                tellIdleCeilings(loaded.configuration(), talk);
                tellDates(loaded.configuration(), talk);
                yield ExitCode.DONE;
            }
            case Configuration.Reading.Rejected rejected -> {
                ArrayNode errors = JSON.createArrayNode();
                for (ConfigurationError error : rejected.errors()) {
                    if (!json()) {
                        out().println(conf.resolve(error.text()));
                    }
                    errors.addObject()
                            .put("file", error.file())
                            .put("line", error.line())
                            .put("column", error.column())
                            .put("path", error.path())
                            .put("text", error.text());
                }
                if (json()) {
                    print(JSON.createObjectNode().set("errors", errors));
                }
                out().flush();
                talk.error("check-bad", rejected.errors().size(), conf);
                yield ExitCode.CONFIGURATION;
            }
        };
    }

    /** What the dates of crypto.yaml mean for the keys; without dates no key is looked at. */
    private static void tellDates(Configuration configuration, Talk talk) throws CommandFailed {
        if (!configuration.crypto().equals(CryptoSettings.NONE)) {
            CryptoCommand.tell(
                    MixedRoute.of(
                            configuration.table(),
                            configuration.crypto(),
                            Clock.systemUTC().instant()),
                    talk);
            var _ = CryptoCommand.tell(
                    CryptoCommand.lines(configuration, Clock.systemUTC()),
                    Clock.systemUTC().instant(),
                    talk);
        }
    }

    /** Partners with a ceiling of scopes, and the rights for which it restrains nobody: no token is demanded there. */
    static Map<PartnerId, List<Right>> idleCeilings(Configuration configuration) {
        Map<PartnerId, List<Right>> idle = new LinkedHashMap<>();
        configuration.settings().tokens().ifPresent(tokens -> {
            for (TokenPartnerSettings held : tokens.partners().orElse(Set.of())) {
                List<Right> free = configuration.table().partner(held.partner()).stream()
                        .flatMap(partner -> partner.may().stream())
                        .filter(right -> !tokens.required().contains(right))
                        .sorted()
                        .toList();
                if (held.scopes().isPresent() && !free.isEmpty()) {
                    idle.put(held.partner(), free);
                }
            }
        });
        return idle;
    }

    private static void tellIdleCeilings(Configuration configuration, Talk talk) {
        idleCeilings(configuration).forEach((partner, free) -> {
            String rights = free.stream()
                    .map(right -> right.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            talk.line("ceiling-idle", partner, rights);
        });
    }

    /** A second seal that is none would keep the gateway from starting. */
    private static void requireSecondSeal(Configuration configuration) {
        if (configuration.settings().keys().secondSeal().isPresent()) {
            try (OwnKeys own = OwnKeys.open(configuration.settings(), Clock.systemUTC())) {
                var _ = own.evidenceSeal(own.ring(), configuration.crypto().dates());
            }
        }
    }

    /** A ceiling of scopes that are none would keep the gateway from starting. */
    private static void requireScopes(GatewaySettings settings) {
        settings.tokens().ifPresent(tokens -> {
            var _ = new ScopeCeilings(tokens);
        });
    }

    /** Logs in once, and sees every key that is said to be in the token. */
    private static void requireToken(GatewaySettings settings) throws CommandFailed {
        if (settings.keys().token().isEmpty()) {
            return;
        }
        try (OwnKeys own = OwnKeys.open(settings, Clock.systemUTC())) {
            for (KeyRole role : own.roles()) {
                RoleKeys keys = own.keys(role);
                if (keys.inToken()) {
                    var _ = keys.keys();
                }
            }
        } catch (TokenUnusable e) {
            throw new CommandFailed(ExitCode.CONFIGURATION, "token-" + e.fault(), e.what());
        }
    }
}
