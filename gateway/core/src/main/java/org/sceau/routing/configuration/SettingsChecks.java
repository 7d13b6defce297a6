package org.sceau.routing.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.ProfessionalQualities;

/** What the parts of {@code gateway.yaml} must be to each other. */
final class SettingsChecks {

    private SettingsChecks() {}

    static void check(Source<GatewaySettings> source, ConfigurationFiles files, Problems problems) {
        GatewaySettings settings = source.value();
        outside(source, settings.keys().passphraseFile(), problems, "keys", "passphrase-file");
        KeyChecks.check(source, problems);
        settings.tls().passphraseFile().ifPresent(file -> outside(source, file, problems, "tls", "passphrase-file"));
        settings.keys()
                .token()
                .ifPresent(token -> outside(source, token.pinFile(), problems, "keys", "token", "pin-file"));
        settings.keys()
                .confidentiality()
                .ifPresent(key ->
                        outside(source, key.passphraseFile(), problems, "keys", "confidentiality", "passphrase-file"));
        settings.keys()
                .secondSeal()
                .ifPresent(key ->
                        outside(source, key.passphraseFile(), problems, "keys", "second-seal", "passphrase-file"));
        settings.tokens()
                .flatMap(AccessTokenSettings::professionals)
                .flatMap(ProfessionalsSettings::decryption)
                .ifPresent(key -> outside(
                        source,
                        key.passphraseFile(),
                        problems,
                        "tokens",
                        "professionals",
                        "decryption",
                        "passphrase-file"));
        settings.database()
                .flatMap(DatabaseSettings::passwordFile)
                .ifPresent(file -> outside(source, file, problems, "database", "password-file"));
        settings.directory()
                .flatMap(DirectorySettings::ldap)
                .flatMap(LdapSettings::passwordFile)
                .ifPresent(file -> outside(source, file, problems, "directory", "ldap", "password-file"));
        settings.timeStamp()
                .flatMap(TimeStampSettings::development)
                .ifPresent(tsa -> outside(source, tsa.passphraseFile(), problems, "time-stamp", "development"));
        if (!"https".equals(settings.listen().baseUrl().getScheme())) {
            problems.add(
                    source.at("listen", "base-url"),
                    "listen.base-url",
                    "an address without TLS",
                    "an address that begins with https://");
        }
        node(source, problems);
        settings.management().tokenFile().ifPresent(file -> overwritten(source, file, files, problems));
    }

    /** The one file that each start overwrites. */
    private static void overwritten(
            Source<GatewaySettings> source, Path file, ConfigurationFiles files, Problems problems) {
        if (files.named(file) > 1) {
            problems.add(
                    source.at("management", "token-file"),
                    "management.token-file",
                    "a file that another setting names, too",
                    "the path of a file of its own: each start overwrites it");
        } else if (Optional.ofNullable(real(file).getParent())
                .filter(folder -> Files.isDirectory(folder)
                        || folder.equals(real(source.value().data())))
                .isEmpty()) {
            problems.add(
                    source.at("management", "token-file"),
                    "management.token-file",
                    "a file in a directory that is not there",
                    "the path of a file in one that is there, which the gateway may write");
        }
    }

    /** Rules on quality that ask a directory need one, and cards that it opposes by number need a rule that tells the number. */
    static void directory(Source<GatewaySettings> source, ProfessionalQualities qualities, Problems problems) {
        Optional<DirectorySettings> directory = source.value().directory();
        if (directory.filter(DirectorySettings::opposesByNumber).isPresent() && !qualities.tellCards()) {
            problems.add(
                    source.at("directory"),
                    "directory",
                    "oppositions by numbers of cards, which no rule tells of a certificate",
                    "a rule with gives: card in qualities.yaml");
        }
        if (directory.filter(DirectorySettings::opposesUnsigned).isPresent()) {
            problems.add(
                    source.at("directory", "ldap", "opposition"),
                    "directory.ldap.opposition",
                    "oppositions of certificates, and no authority whose certificates they could be",
                    "directory.issuers");
        }
        if (qualities.askDirectory()
                && directory.filter(one -> !one.departments().isEmpty()).isPresent()) {
            problems.add(
                    source.at("directory", "departments"),
                    "directory.departments",
                    "some lines alone, and rules on quality that ask the directory: of two professions it would know one",
                    "no departments, or no rule with directory: true in qualities.yaml");
        }
        if (directory.isEmpty() && qualities.askDirectory()) {
            problems.add(
                    Place.of(NationalQualities.FILE),
                    "rules",
                    "directory: true, and gateway.yaml has no directory",
                    "directory: in gateway.yaml, or a rule without it");
        }
    }

    private static void node(Source<GatewaySettings> source, Problems problems) {
        try {
            new PartnerId(source.value().node());
        } catch (IllegalArgumentException _) {
            problems.add(
                    source.at("node"),
                    "node",
                    Value.quote(source.value().node()),
                    "1 to 64 lower-case letters, digits and dashes");
        }
    }

    private static void outside(
            Source<GatewaySettings> source, FileReference secret, Problems problems, String... path) {
        if (real(secret.path()).startsWith(real(source.value().data()))) {
            problems.add(
                    source.at(path),
                    String.join(".", path),
                    "a secret inside the data directory",
                    "the path of a file elsewhere: who copies the data must not get what opens it");
        }
    }

    /** With links followed as far as the path exists, so that a link does not hide where a file lies. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            Optional<Path> parent = Optional.ofNullable(path.getParent());
            Optional<Path> name = Optional.ofNullable(path.getFileName());
            return parent.isPresent() && name.isPresent() ? real(parent.get()).resolve(name.get()) : path;
        }
    }
}
