package org.sceau.suites;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sceau.proof.AlgorithmPolicy;

/**
 * Decrypts what somebody encrypted for one key of ours: JWE in compact form (RFC 7516 section 7.1), for nobody else.
 * Thread-safe.
 *
 * <p>Guarantees, against who wrote the JWE: the algorithms are those below and suit the key; whatever else a header names is
 * refused by that name before any key is used; an ephemeral key lies on our curve. One text for one plaintext. Of what cannot be
 * decrypted nothing says why. It does not guarantee who encrypted: anybody can, who has the public key.
 */
public final class JoseDecryption {
    /** Characters: what a nested signed JWT of 36 KB makes. */
    public static final int LONGEST = 64 * 1024;

    private static final int LONGEST_HEADER = 4 * 1024;
    private static final int PARTS = 5;
    private static final int TAG_CHARACTERS = 22;

    /** RFC 7518 section 4.6, without a wrapped key. */
    private static final String DIRECT = "ECDH-ES";

    private static final Set<String> AGREED = Set.of(DIRECT, "ECDH-ES+A128KW", "ECDH-ES+A256KW");
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
    /** RFC 7518 section 4.3; the one with SHA-1 and RSA1_5 are left out. */
    private static final Set<String> TRANSPORTED = Set.of("RSA-OAEP-256");
    /** Characters of the initialisation vector (RFC 7518 section 5.1). */
    private static final Map<String, Integer> CONTENT = Map.of("A128CBC-HS256", 22, "A128GCM", 16, "A256GCM", 16);

    private final JWEDecrypter decrypter;
    private final Set<String> algorithms;
    private final Optional<Curve> curve;

    private JoseDecryption(JWEDecrypter decrypter, Set<String> algorithms, Optional<Curve> curve) {
        this.decrypter = decrypter;
        this.algorithms = algorithms;
        this.curve = curve;
    }

    /** With a key on P-256, P-384 or P-521, or of RSA; empty for one that is of another kind, too short or made badly. */
    public static Optional<JoseDecryption> of(KeyPair keys) {
        if (AlgorithmPolicy.against(keys.getPublic()).isPresent()) {
            return Optional.empty();
        }
        try {
            if (keys.getPrivate() instanceof RSAPrivateKey) {
                return Optional.of(
                        new JoseDecryption(new RSADecrypter(keys.getPrivate()), TRANSPORTED, Optional.empty()));
            }
            if (keys.getPrivate() instanceof ECPrivateKey key) {
                Optional<Curve> curve = Optional.ofNullable(Curve.forECParameterSpec(key.getParams()));
                return curve.filter(CURVES::contains).isPresent()
                        ? Optional.of(new JoseDecryption(new ECDHDecrypter(key), AGREED, curve))
                        : Optional.empty();
            }
            return Optional.empty();
        } catch (JOSEException unsupported) {
            return Optional.empty();
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It was for us, and whole; tells nothing in toString. */
        final class Decrypted implements Outcome {
            private final Optional<String> contentType;
            private final byte[] content;

            private Decrypted(Optional<String> contentType, byte[] content) {
                this.contentType = contentType;
                this.content = content;
            }

            /** The header's {@code cty}. */
            public Optional<String> contentType() {
                return contentType;
            }

            /** The plaintext; a copy. */
            public byte[] content() {
                return content.clone();
            }

            @Override
            public String toString() {
                return "Decrypted[REDACTED]";
            }
        }

        /** It was not. */
        record Refused(Reason reason) implements Outcome {}
    }

    /** Why not. All but the last follow from the text and from which kind of key ours is. */
    public enum Reason {
        /** Too long to be looked at. */
        SIZE,
        /** Five parts of strict base64url it is not, or one that its algorithms do not make. JSON serializations among them. */
        FORM,
        /** {@code crit}. */
        CRITICAL,
        /** {@code zip}: the length says nothing of what it unpacks to, and something of what it was. */
        COMPRESSED,
        /** {@code alg} is none of ours. */
        ALGORITHM,
        /** {@code enc} is none of ours. */
        CONTENT,
        /** Not for this kind of key, or {@code epk} is no public key on its curve. */
        KEY,
        /** For another key, or altered; which of them, and where, is not told. */
        UNDECIPHERABLE
    }

    /** Decrypts a text. */
    public Outcome decrypt(String text) {
        if (text.length() > LONGEST) {
            return new Outcome.Refused(Reason.SIZE);
        }
        String[] parts = text.split("\\.", PARTS + 1);
        if (parts.length != PARTS
                || parts[0].length() > LONGEST_HEADER
                || !Stream.of(parts).allMatch(JoseDecryption::isStrict)) {
            return new Outcome.Refused(Reason.FORM);
        }
        JWEObject parsed;
        try {
            String header = new Base64URL(parts[0]).decodeToString();
            // the library would take a list of pairs for an object
            Optional<Reason> against =
                    header.startsWith("{") ? against(JSONObjectUtils.parse(header), parts) : Optional.of(Reason.FORM);
            if (against.isPresent()) {
                return new Outcome.Refused(against.get());
            }
            parsed = JWEObject.parse(text);
        } catch (ParseException | RuntimeException malformed) {
            // the library throws more than it declares
            return new Outcome.Refused(Reason.FORM);
        }
        try {
            parsed.decrypt(decrypter);
            return new Outcome.Decrypted(
                    Optional.ofNullable(parsed.getHeader().getContentType()),
                    parsed.getPayload().toBytes());
        } catch (JOSEException | RuntimeException undecipherable) {
            return new Outcome.Refused(Reason.UNDECIPHERABLE);
        }
    }

    private Optional<Reason> against(Map<String, Object> header, String[] parts) {
        String algorithm = String.valueOf(header.get("alg"));
        Optional<Integer> vector = Optional.ofNullable(CONTENT.get(String.valueOf(header.get("enc"))));
        if (header.containsKey("crit")) {
            return Optional.of(Reason.CRITICAL);
        }
        if (header.containsKey("zip")) {
            return Optional.of(Reason.COMPRESSED);
        }
        if (!AGREED.contains(algorithm) && !TRANSPORTED.contains(algorithm)) {
            return Optional.of(Reason.ALGORITHM);
        }
        if (vector.isEmpty()) {
            return Optional.of(Reason.CONTENT);
        }
        if (!algorithms.contains(algorithm)
                || !curve.map(ours -> isOn(ours, header)).orElse(true)) {
            return Optional.of(Reason.KEY);
        }
        // the library appends the tag to the ciphertext: a byte on the wrong side of the dot would be another text for
        // the same
        boolean made = parts[1].isEmpty() == algorithm.equals(DIRECT)
                && parts[2].length() == vector.get()
                && parts[4].length() == TAG_CHARACTERS;
        return made ? Optional.empty() : Optional.of(Reason.FORM);
    }

    /** Whether the ephemeral key is a public one on this curve: a point elsewhere would tell of our key. */
    private static boolean isOn(Curve curve, Map<String, Object> header) {
        try {
            ECKey ephemeral = ECKey.parse(JSONObjectUtils.getJSONObject(header, "epk"));
            return !ephemeral.isPrivate() && curve.equals(ephemeral.getCurve());
        } catch (ParseException | RuntimeException malformed) {
            return false;
        }
    }

    /** Unused bits, padding and line ends would be other texts for the same bytes. */
    private static boolean isStrict(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "JoseDecryption[REDACTED]";
    }
}
