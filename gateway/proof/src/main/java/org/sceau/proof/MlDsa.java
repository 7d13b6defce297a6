package org.sceau.proof;

import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/**
 * ML-DSA (FIPS 204) as RFC 9881 and RFC 9882 have it: pure, with an empty context, identified without parameters. ML-DSA-44
 * is below the strength that ANSSI asks for and is left out.
 */
public enum MlDsa {
    /** Category 3; signatures of 3309 bytes. */
    ML_DSA_65("ML-DSA-65", "2.16.840.1.101.3.4.3.18"),
    /** Category 5; signatures of 4627 bytes. */
    ML_DSA_87("ML-DSA-87", "2.16.840.1.101.3.4.3.19");

    private final String label;
    private final String oid;

    MlDsa(String label, String oid) {
        this.label = label;
        this.oid = oid;
    }

    /** As the standard and the platform name it. */
    public String label() {
        return label;
    }

    /** Its identifier, of keys and of signatures. */
    public String oid() {
        return oid;
    }

    /** The one that {@code key} is for; empty when it is another kind of key. */
    public static Optional<MlDsa> of(PublicKey key) {
        if (key.getParams() instanceof NamedParameterSpec named) {
            for (MlDsa one : values()) {
                if (one.label.equals(named.getName())) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether {@code value} is a signature over {@code input} by {@code key}, which is of this kind; never throws. */
    public boolean isSigned(PublicKey key, byte[] input, byte[] value) {
        return PlatformSignature.holds(label, key, input, value);
    }
}
