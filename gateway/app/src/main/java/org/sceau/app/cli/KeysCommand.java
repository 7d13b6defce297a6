package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.sceau.keys.Credential;
import org.sceau.keys.Ending;
import org.sceau.keys.KeyRole;
import org.sceau.keys.RoleKeys;
import org.sceau.keys.Succession;
import org.sceau.proof.Digest;
import org.sceau.suites.KeySuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, makes, certifies, replaces and checks the gateway's own keys, in files and in a token. */
@Command(
        name = "keys",
        subcommands = {
            KeysCommand.Listing.class,
            KeysCommand.Generate.class,
            KeysCommand.Request.class,
            KeysImportCommand.class,
            KeysCommand.Rotate.class,
            KeysCheckCommand.class,
            KeysMasterCommands.Generate.class,
            KeysRewrapCommand.class,
            KeysMasterCommands.Forget.class
        })
final class KeysCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** {@code keys list}. */
    @Command(name = "list")
    static final class Listing extends OnKeys {
        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            Instant now = Clock.systemUTC().instant();
            ArrayNode lines = JSON.createArrayNode();
            for (KeyRole role : own.keys().roles()) {
                RoleKeys keys = own.keys().keys(role);
                if (!keys.isEmpty()) {
                    Succession<Credential> succession = keys.keys();
                    succession
                            .members()
                            .forEach(member -> line(
                                    lines.addObject(),
                                    keys,
                                    member,
                                    succession.at(now).equals(member.key()),
                                    now));
                }
                keys.waiting()
                        .ifPresent(_ -> lines.addObject()
                                .put("role", role.word())
                                .put("place", place(keys))
                                .put("state", "waits"));
            }
            Succession<String> masters = own.keys().masters().labels();
            masters.members().forEach(master -> line(lines.addObject(), master, masters.at(now), now));
            if (json()) {
                print(lines);
            } else {
                Table.print(
                        out(),
                        lines,
                        "role",
                        "place",
                        "state",
                        "algorithm",
                        "thumbprint",
                        "from",
                        "notAfter",
                        "daysLeft");
            }
            return ExitCode.DONE;
        }

        private static void line(ObjectNode line, Succession.Member<String> master, String inForce, Instant now) {
            line.put("role", "master")
                    .put("place", "file")
                    .put("state", state(master, master.key().equals(inForce), now))
                    .put("algorithm", KeySuite.MASTER_KEY)
                    .put("label", master.key());
            from(line, master);
        }

        private static String state(Succession.Member<?> member, boolean inForce, Instant now) {
            return inForce ? "in-force" : member.from().isAfter(now) ? "later" : "former";
        }

        private static void from(ObjectNode line, Succession.Member<?> member) {
            if (!member.from().equals(Instant.MIN)) {
                line.put(
                        "from",
                        LocalDate.ofInstant(member.from(), ZoneOffset.UTC).toString());
            }
        }

        private static void line(
                ObjectNode line, RoleKeys keys, Succession.Member<Credential> member, boolean inForce, Instant now) {
            var certificate = member.key().certificate();
            line.put("role", keys.role().word())
                    .put("place", place(keys))
                    .put("state", state(member, inForce, now))
                    .put("algorithm", certificate.getPublicKey().getAlgorithm())
                    .put("thumbprint", thumbprint(member.key()))
                    .put("notAfter", certificate.getNotAfter().toInstant().toString())
                    .put("daysLeft", new Ending(keys.role().word(), certificate).daysLeft(now));
            from(line, member);
        }
    }

    static String place(RoleKeys keys) {
        return keys.inToken() ? "token" : "file";
    }

    static String thumbprint(Credential credential) {
        try {
            return Digest.sha256(credential.certificate().getEncoded()).hex();
        } catch (CertificateEncodingException e) {
            return "";
        }
    }

    /** Of one role. */
    abstract static class OnRole extends OnKeys {
        @Parameters(paramLabel = "ROLE", descriptionKey = "keys-role")
        private KeyRole role = KeyRole.SEAL;

        final KeyRole role() {
            return role;
        }
    }

    /** {@code keys gen ROLE}. */
    @Command(name = "gen")
    static final class Generate extends OnRole {
        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            own.keys().keys(role()).generate(Clock.systemUTC().instant());
            if (json()) {
                print(JSON.createObjectNode().put("role", role().word()).put("state", "waits"));
            }
            talk.line("keys-made", role().word());
            return ExitCode.DONE;
        }
    }

    /** What csr and rotate share: they end with a request. */
    abstract static class Requesting extends OnRole {
        @Option(names = "--subject", paramLabel = "NAME", descriptionKey = "keys-subject")
        private String subject = "";

        @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "keys-request")
        private Path file = Path.of("");

        final ExitCode request(Talk talk, RoleKeys keys) throws Exception {
            Optional<X500Principal> name = subject.isEmpty() ? Optional.empty() : Optional.of(principal());
            byte[] request = keys.request(name, Clock.systemUTC().instant());
            DurableFile.write(file, Pems.of("CERTIFICATE REQUEST", request));
            if (json()) {
                print(JSON.createObjectNode().put("role", role().word()).put("request", file.toString()));
            }
            talk.line("keys-requested", file);
            return ExitCode.DONE;
        }

        private X500Principal principal() throws CommandFailed {
            try {
                return new X500Principal(subject);
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(ExitCode.USAGE, "keys-subject-form");
            }
        }
    }

    /** {@code keys csr ROLE --out FILE}. */
    @Command(name = "csr")
    static final class Request extends Requesting {
        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            return request(talk, own.keys().keys(role()));
        }
    }

    /** {@code keys rotate ROLE --out FILE}: a successor and its request in one step. */
    @Command(name = "rotate")
    static final class Rotate extends Requesting {
        @Override
        ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
            RoleKeys keys = own.keys().keys(role());
            if (keys.isEmpty()) {
                throw new CommandFailed(ExitCode.NOT_FOUND, "keys-none", role().word());
            }
            keys.generate(Clock.systemUTC().instant());
            return request(talk, keys);
        }
    }
}
