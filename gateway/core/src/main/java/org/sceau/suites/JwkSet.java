package org.sceau.suites;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's public keys that verify signatures (RFC 7517), from bytes that may be hostile. The library parses and looks whether
 * points are on their curves; what is for something else, or of a kind that nothing here verifies, is left out.
 *
 * @param keys that can be used; none of a set that has none, as when its owner has withdrawn them all
 * @param edwards how many beside them are for Edwards curves (RFC 8037), whose signatures count nowhere here: whoever signs
 *     with one should be told
 */
public record JwkSet(List<JoseKey> keys, int edwards) {
    /** Bytes: many times what any issuer publishes. */
    public static final int MAXIMUM_BYTES = 64 * 1024;

    private static final int MOST_KEYS = 32;
    private static final int LONGEST_ID = 255;

    /** Copies its list. */
    public JwkSet {
        keys = List.copyOf(keys);
    }

    /**
     * Reads. Empty when this is no JWK Set, holds a private or symmetric key (then it is no secret any more), two keys of one name, or too many.
     */
    public static Optional<JwkSet> read(String text) {
        if (text.length() > MAXIMUM_BYTES) {
            return Optional.empty();
        }
        try {
            List<JWK> all = JWKSet.parse(text).getKeys();
            Set<String> names = new HashSet<>();
            List<JoseKey> found = new ArrayList<>();
            int edwards = 0;
            for (JWK key : all) {
                boolean unique = key.getKeyID() == null || names.add(key.getKeyID());
                if (!unique || key.isPrivate() || all.size() > MOST_KEYS) {
                    return Optional.empty();
                }
                usable(key).ifPresent(found::add);
                edwards += isEdwards(key) ? 1 : 0;
            }
            return Optional.of(new JwkSet(found, edwards));
        } catch (ParseException | RuntimeException malformed) {
            // the library throws more than it declares: a NullPointerException for the text null
            return Optional.empty();
        }
    }

    private static boolean isEdwards(JWK key) {
        return verifies(key)
                && key instanceof OctetKeyPair pair
                && (pair.getCurve().equals(Curve.Ed25519) || pair.getCurve().equals(Curve.Ed448));
    }

    private static boolean verifies(JWK key) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
                && (key.getKeyID() == null || key.getKeyID().length() <= LONGEST_ID);
    }

    private static Optional<JoseKey> usable(JWK key) {
        if (!verifies(key) || !(key instanceof AsymmetricJWK asymmetric)) {
            return Optional.empty();
        }
        try {
            PublicKey read = asymmetric.toPublicKey();
            return read instanceof ECPublicKey || read instanceof RSAPublicKey
                    ? Optional.of(new JoseKey(
                            Optional.ofNullable(key.getKeyID()),
                            Optional.ofNullable(key.getAlgorithm()).map(Object::toString),
                            read))
                    : Optional.empty();
        } catch (JOSEException unsupported) {
            return Optional.empty();
        }
    }
}
