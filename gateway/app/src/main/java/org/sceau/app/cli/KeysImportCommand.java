package org.sceau.app.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.keys.KeyRole;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Purpose;
import org.sceau.trust.TrustFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys import ROLE FILE}: the authority's answer, for the key that waits. Nothing is changed before all of it is right. */
@Command(name = "import")
final class KeysImportCommand extends KeysCommand.OnRole {
    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "keys-answer")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "DATE", descriptionKey = "keys-from")
    private Optional<LocalDate> from = Optional.empty();

    @Override
    ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
        List<X509Certificate> chain = TrustFiles.certificates(file);
        if (chain.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "keys-no-certificate", file);
        }
        Clock clock = Clock.systemUTC();
        LocalDate day = from.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        requireUsableOn(chain.getFirst(), day);
        Optional<FailureCode> objection = status(own, chain, role(), clock).failure();
        if (objection.isPresent()) {
            throw new CommandFailed(
                    ExitCode.FALSE, "keys-refused", objection.get().code(), role().word());
        }
        own.keys().keys(role()).adopt(chain, own.keys().issuers(), day);
        if (json()) {
            print(JSON.createObjectNode().put("role", role().word()).put("from", day.toString()));
        }
        talk.line("keys-imported", role().word(), day.toString());
        return ExitCode.DONE;
    }

    private static void requireUsableOn(X509Certificate certificate, LocalDate day) throws CommandFailed {
        LocalDate last = LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
        if (!day.isBefore(last)) {
            throw new CommandFailed(ExitCode.USAGE, "keys-from-late", last.toString());
        }
    }

    /** What the gateway's own trust says of a certificate for a role. */
    static CertificateStatus status(OwnKeysAndTrust own, List<X509Certificate> chain, KeyRole role, Clock clock) {
        Purpose purpose = switch (role) {
            case SEAL -> Purpose.COMMITMENT;
            case SERVER -> Purpose.TLS_SERVER;
            case CLIENT -> Purpose.TLS_CLIENT;
            case CONFIDENTIALITY -> Purpose.ENCRYPTION;
        };
        return own.trust().check(chain, purpose, clock.instant());
    }
}
