package org.sceau.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.sceau.access.Decide;
import org.sceau.app.operate.EvidenceApi;
import org.sceau.app.operate.JournalPages;
import org.sceau.app.operate.KeyStatus;
import org.sceau.app.operate.Observation;
import org.sceau.app.operate.OperatorApi;
import org.sceau.app.operate.OperatorServer;
import org.sceau.app.operate.OperatorToken;
import org.sceau.ledger.Ledger;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.timestamp.Stampers;

/** Puts the operator's endpoint together. */
final class OpenManagement {
    private final Parts parts;
    private final GatewaySettings settings;
    private final Clock clock;
    private final Decide decide;
    private final LongSupplier brokenGlass;

    OpenManagement(Parts parts, GatewaySettings settings, Clock clock, Decide decide, LongSupplier brokenGlass) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.decide = decide;
        this.brokenGlass = brokenGlass;
    }

    /**
     * Where the endpoint of this run is.
     *
     * @param port on loopback
     * @param tokenFile what its requests must bring
     */
    record Management(int port, Path tokenFile) {}

    /** Takes the port, writes the token, then answers. */
    Management start(Closing closing, CamelContext camel, Optional<Stampers> stampers, KeyStatus keys) {
        Ledger ledger = parts.ledger();
        var observation = new Observation(
                ledger.outbox()::counts,
                parts.underway()::size,
                () -> camel.getStatus().isStarted(),
                parts.revocation()::state,
                parts.directory().refresher()::state,
                settings.data(),
                brokenGlass,
                stampers,
                keys);
        var api = new OperatorApi(
                ledger,
                parts.recorder(),
                parts.table(),
                parts.dispatcher()::send,
                settings.node(),
                stampers,
                observation,
                parts.keys().logSigner());
        Path tokenFile = settings.management()
                .tokenFile()
                .orElseGet(() -> settings.data().resolve(OperatorToken.FILE))
                .toAbsolutePath()
                .normalize();
        // the port first: a start that fails for it leaves the token of the gateway that has it
        OperatorServer server = bind(settings.management().port(), closing);
        OperatorToken token = token(tokenFile, parts.random());
        closing.later("operator-token", token);
        server.serve(
                token,
                settings.management().openMetrics(),
                api,
                new EvidenceApi(OpenEvidence.of(parts, settings, clock), OperatorApi.operator(ledger)),
                OpenRetirement.of(parts, decide, clock),
                parts.directory().api(holder -> decide.suites(holder, clock.instant())),
                observation,
                new JournalPages(ledger.journal()),
                decide::operate);
        return new Management(server.port(), tokenFile);
    }

    private static OperatorServer bind(int port, Closing closing) {
        try {
            OperatorServer bound = OperatorServer.bind(port);
            closing.later("management", bound);
            return bound;
        } catch (IOException e) {
            throw new CannotStart("the operator's port is taken", e);
        }
    }

    private static OperatorToken token(Path file, SecureRandom random) {
        try {
            return OperatorToken.create(file, random);
        } catch (FileSystemException e) {
            throw new CannotStart("the operator's token cannot be written to " + file + why(e), e);
        } catch (IOException e) {
            throw new CannotStart("the operator's token cannot be written to " + file, e);
        }
    }

    private static String why(FileSystemException e) {
        return Optional.ofNullable(e.getReason()).map(reason -> ": " + reason).orElse("");
    }
}
