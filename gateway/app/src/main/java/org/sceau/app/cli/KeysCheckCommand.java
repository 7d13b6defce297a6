package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.keys.Credential;
import org.sceau.keys.Ending;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Succession;
import picocli.CommandLine.Command;

/** {@code keys check}: every key answers for its certificate, and every certificate for its use. The PIN is tried once. */
@Command(name = "check")
final class KeysCheckCommand extends OnKeys {
    @Override
    ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
        own.keys().ring();
        ArrayNode lines = JSON.createArrayNode();
        boolean good = true;
        for (KeyRole role : own.keys().roles()) {
            Succession<Credential> keys = own.keys().keys(role).keys();
            List<Credential> former = keys.formerAt(Clock.systemUTC().instant());
            for (Credential credential : keys.all()) {
                good &= check(own, role, credential, former.contains(credential), lines);
            }
        }
        if (json()) {
            print(lines);
        } else {
            Table.print(out(), lines, "role", "thumbprint", "daysLeft", "problem");
        }
        talk.line(good ? "keys-good" : "keys-bad");
        return good ? ExitCode.DONE : ExitCode.FALSE;
    }

    /** A former key answers for its certificate; that this has ended is nothing to repair. */
    private static boolean check(
            OwnKeysAndTrust own, KeyRole role, Credential credential, boolean former, ArrayNode lines) {
        Clock clock = Clock.systemUTC();
        var line = lines.addObject()
                .put("role", role.word())
                .put("thumbprint", KeysCommand.thumbprint(credential))
                .put("daysLeft", new Ending(role.word(), credential.certificate()).daysLeft(clock.instant()));
        Optional<FailureCode> failure = former
                ? Optional.empty()
                : KeysImportCommand.status(own, credential.chain(), role, clock).failure();
        String problem = failure.map(FailureCode::code)
                .orElseGet(() -> credential.fits() ? "" : FailureCode.KEY_UNUSABLE.code());
        line.put("problem", problem);
        return problem.isEmpty();
    }
}
