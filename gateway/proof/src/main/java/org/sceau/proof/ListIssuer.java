package org.sceau.proof;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Whose revocation list answers for a certificate: its issuer, and the issuer's key where that is stated, since an authority
 * that renewed its key keeps its name and has a list for each (RFC 5280 sections 4.2.1.1 and 5.2.1).
 *
 * @param name of the issuer
 * @param key its key identifier, hexadecimal
 */
public record ListIssuer(X500Principal name, Optional<String> key) {
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String NAME = "authorityKeyIdentifier";
    /** {@code [0] IMPLICIT OCTET STRING}, the first member where it is there. */
    private static final int KEY_IDENTIFIER = 0x80;

    /** The issuer of a certificate. */
    public static ListIssuer of(X509Certificate certificate) {
        return new ListIssuer(certificate.getIssuerX500Principal(), key(certificate));
    }

    /** The issuer of a list. */
    public static ListIssuer of(X509CRL list) {
        return new ListIssuer(list.getIssuerX500Principal(), key(list));
    }

    /** Whether they can be one: of one name, and not of two stated keys. */
    public boolean mayBe(ListIssuer other) {
        return name.equals(other.name) && (key.isEmpty() || other.key.isEmpty() || key.equals(other.key));
    }

    /** Whoever says nothing readable says nothing: which key it was, the signature proves. */
    private static Optional<String> key(X509Extension of) {
        byte[] extension = of.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            byte[] inside = new DerReader(Part.REVOCATION, NAME, extension).content(DerReader.OCTETS);
            byte[] stated = new DerReader(Part.REVOCATION, NAME, inside)
                    .inside(DerReader.SEQUENCE)
                    .content(KEY_IDENTIFIER);
            return Optional.of(HexFormat.of().formatHex(stated));
        } catch (MalformedProof e) {
            return Optional.empty();
        }
    }
}
