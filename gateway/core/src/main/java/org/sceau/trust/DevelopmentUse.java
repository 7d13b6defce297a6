package org.sceau.trust;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.sceau.suites.KeySuite;

/** What a development certificate is for: authentication, signature and confidentiality never share a key (IGC-Santé). */
public enum DevelopmentUse {
    /** Shows who opens a channel: digitalSignature, clientAuth. */
    AUTH("auth", KeySuite.EC, KeyUsage.digitalSignature),
    /** Commits: nonRepudiation. */
    SIGN("sign", KeySuite.EC, KeyUsage.nonRepudiation),
    /** Receives what is encrypted: keyAgreement on P-256. */
    CONF("conf", KeySuite.EC, KeyUsage.keyAgreement),
    /** Receives what is encrypted: keyAgreement on X25519 (RFC 8410). */
    CONF_X25519("conf-x25519", KeySuite.X25519, KeyUsage.keyAgreement),
    /** Answers channels on this machine (SERV SSL_SERV): digitalSignature, serverAuth, localhost and the loopback addresses. */
    TLS("tls", KeySuite.EC, KeyUsage.digitalSignature),
    /** Stamps time: digitalSignature, timeStamping critically and alone (RFC 3161 section 2.3). */
    TSA("tsa", KeySuite.EC, KeyUsage.digitalSignature);

    private final String file;
    private final String keyFamily;
    private final int keyUsage;

    DevelopmentUse(String file, String keyFamily, int keyUsage) {
        this.file = file;
        this.keyFamily = keyFamily;
        this.keyUsage = keyUsage;
    }

    /** Name of its files, without the ending. */
    public String file() {
        return file;
    }

    String keyFamily() {
        return keyFamily;
    }

    int keyUsage() {
        return keyUsage;
    }

    Optional<KeyPurposeId> extended() {
        return switch (this) {
            case AUTH -> Optional.of(KeyPurposeId.id_kp_clientAuth);
            case TLS -> Optional.of(KeyPurposeId.id_kp_serverAuth);
            case TSA -> Optional.of(KeyPurposeId.id_kp_timeStamping);
            case SIGN, CONF, CONF_X25519 -> Optional.empty();
        };
    }
}
