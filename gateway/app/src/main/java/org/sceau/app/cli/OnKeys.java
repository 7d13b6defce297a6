package org.sceau.app.cli;

import java.time.Clock;
import org.sceau.app.OwnKeys;
import org.sceau.app.Trust;
import org.sceau.keys.TokenUnusable;
import org.sceau.routing.configuration.Configuration;
import org.sceau.trust.CertificateChecker;
import picocli.CommandLine.Mixin;

/** A command that works with the gateway's own keys; what is wrong with a token is said in the user's language. */
abstract class OnKeys extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    /** The keys of a configuration, and who judges certificates by it. */
    record OwnKeysAndTrust(OwnKeys keys, CertificateChecker trust) {}

    final GatewayDirectory directory() {
        return directory;
    }

    abstract ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception;

    @Override
    final ExitCode run(Talk talk) throws Exception {
        Configuration configuration = LoadedConfiguration.of(directory.path());
        Clock clock = Clock.systemUTC();
        try (OwnKeys keys = OwnKeys.open(configuration.settings(), clock)) {
            CertificateChecker trust = Trust.offline(configuration.settings(), configuration.table(), clock);
            return run(talk, new OwnKeysAndTrust(keys, trust));
        } catch (TokenUnusable e) {
            throw new CommandFailed(ExitCode.CONFIGURATION, "token-" + e.fault(), e.what());
        }
    }
}
