package org.sceau.keys;

import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a key of the gateway's organisation is for; no key is for two (IGC-Santé). */
public enum KeyRole {
    /** SIGN of IGC-Santé: seals. */
    SEAL(KeyUsage.nonRepudiation),
    /** Answers partners. */
    SERVER(KeyUsage.digitalSignature),
    /** AUTH of IGC-Santé: calls partners. */
    CLIENT(KeyUsage.digitalSignature),
    /** CONF of IGC-Santé: opens what is encrypted for the organisation. */
    CONFIDENTIALITY(KeyUsage.keyAgreement);

    private final int usage;

    KeyRole(int usage) {
        this.usage = usage;
    }

    /** As status, metrics and command line name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int usage() {
        return usage;
    }

    Optional<KeyPurposeId> extended() {
        return switch (this) {
            case SERVER -> Optional.of(KeyPurposeId.id_kp_serverAuth);
            case CLIENT -> Optional.of(KeyPurposeId.id_kp_clientAuth);
            case SEAL, CONFIDENTIALITY -> Optional.empty();
        };
    }
}
