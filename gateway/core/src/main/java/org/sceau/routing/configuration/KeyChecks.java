package org.sceau.routing.configuration;

import java.util.Optional;

/** Each key of the gateway has exactly one place: a file or the token. */
final class KeyChecks {
    private KeyChecks() {}

    static void check(Source<GatewaySettings> source, Problems problems) {
        GatewaySettings settings = source.value();
        TlsSettings tls = settings.tls();
        Optional<TokenSettings> token = settings.keys().token();
        Optional<String> server = token.flatMap(TokenSettings::server);
        Optional<String> client = token.flatMap(TokenSettings::client);
        one(source, problems, tls.server().isPresent(), server.isPresent(), "server");
        one(source, problems, tls.client().isPresent(), client.isPresent(), "client");
        if ((tls.server().isPresent() || tls.client().isPresent())
                && tls.passphraseFile().isEmpty()) {
            problems.add(
                    source.at("tls"), "tls.passphrase-file", "no such key", "passphrase-file: ../keys/tls-passphrase");
        }
        if (settings.keys().confidentiality().isPresent()
                && token.flatMap(TokenSettings::confidentiality).isPresent()) {
            twice(source, problems, "keys.confidentiality", "keys.token.confidentiality", "keys", "confidentiality");
        }
    }

    private static void one(
            Source<GatewaySettings> source, Problems problems, boolean inFile, boolean inToken, String key) {
        if (inFile && inToken) {
            twice(source, problems, "tls." + key, "keys.token." + key, "tls", key);
        }
        if (!inFile && !inToken) {
            problems.add(
                    source.at("tls"),
                    "tls." + key,
                    "no such key",
                    key + ": a PKCS#12 file, or keys.token." + key + ": the label of a key in the token");
        }
    }

    private static void twice(
            Source<GatewaySettings> source, Problems problems, String name, String other, String... path) {
        problems.add(source.at(path), name, "a key that " + other + " names, too", "one of them");
    }
}
