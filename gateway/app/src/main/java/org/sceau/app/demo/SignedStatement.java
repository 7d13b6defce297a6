package org.sceau.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.sceau.suites.KeySuite;

/**
 * What a clinic states of who acts for it, signed with its AUTH key: the value of {@code Authorization}.
 *
 * @param profession code of TRE_G15, where one is stated
 * @param person national identifier, where one is stated
 * @param purpose code of v3-ActReason
 * @param reason for breaking the glass
 */
public record SignedStatement(
        Optional<String> profession, Optional<String> person, String purpose, Optional<String> reason) {
    private static final String HEAD = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
    private static final int SECONDS = 120;

    /** The header, by the party whose folder this is; good for two minutes. */
    public String by(Path party, Instant now) throws IOException, GeneralSecurityException {
        String input = url(HEAD.getBytes(StandardCharsets.UTF_8)) + "."
                + url(claims(now.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
        Signature signer = Signature.getInstance(KeySuite.SEAL_SIGNATURE);
        signer.initSign(key(party));
        signer.update(input.getBytes(StandardCharsets.US_ASCII));
        return "Bearer " + input + "." + url(signer.sign());
    }

    private String claims(long now) {
        String roles = profession
                .map(code -> "{\"system\":\"urn:oid:1.2.250.1.71.1.2.7\",\"code\":\"" + code + "\"}")
                .orElse("");
        return "{\"iat\":" + now + ",\"exp\":" + (now + SECONDS) + ",\"extensions\":{\"ihe_iua\":{\"subject_role\":["
                + roles + "]"
                + person.map(id -> ",\"national_provider_identifier\":\"" + id + "\"")
                        .orElse("")
                + ",\"purpose_of_use\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActReason\",\"code\":\""
                + purpose + "\"}]}"
                + reason.map(word -> ",\"sceau\":{\"break_glass_reason\":\"" + word + "\"}")
                        .orElse("")
                + "}}";
    }

    private static PrivateKey key(Path party) throws IOException, GeneralSecurityException {
        char[] passphrase =
                Files.readString(party.resolve("passphrase")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(party.resolve("auth.p12"))) {
            store.load(in, passphrase);
        }
        String alias = store.aliases().nextElement();
        return (PrivateKey) store.getKey(alias, passphrase);
    }

    @Override
    public String toString() {
        return "SignedStatement[REDACTED]";
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
