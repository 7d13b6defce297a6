package org.sceau.encryption;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.sceau.suites.Suites;

/**
 * How a recipientInfo names its reader. Compared byte by byte: a name that merely means the same would let an altered one
 * pass.
 */
public sealed interface RecipientId {

    /** By issuer and serial number, or by subject key identifier; hexadecimal of the contents, for comparison only. */
    record Named(Form form, String value) implements RecipientId {}

    /** Someone holding a password, a shared key or something else that is no certificate. */
    record WithoutCertificate() implements RecipientId {}

    /** What a certificate is named by. */
    enum Form {
        /** IssuerAndSerialNumber. */
        ISSUER_AND_SERIAL,
        /** SubjectKeyIdentifier. */
        SUBJECT_KEY
    }

    /** A name as it was read. */
    static Named of(Form form, byte[] content) {
        return new Named(form, hex(content));
    }

    /** RecipientIdentifier (RFC 5652, section 6.2.1) as it was read. */
    static Named of(BerNode identifier) {
        return identifier.tag() == Der.SEQUENCE
                ? of(Form.ISSUER_AND_SERIAL, identifier.childrenDer())
                : of(Form.SUBJECT_KEY, identifier.content(Der.PRIMITIVE_CONTEXT));
    }

    /** RecipientIdentifier of a certificate; one without subject key identifier is named by issuer and serial number. */
    static byte[] recipient(X509Certificate certificate, Form form) {
        byte[] identifier = subjectKeyIdentifier(certificate);
        return form == Form.ISSUER_AND_SERIAL || identifier.length == 0
                ? Der.element(Der.SEQUENCE, issuerAndSerialDer(certificate))
                : Der.element(Der.PRIMITIVE_CONTEXT, identifier);
    }

    /** True when this names that certificate. */
    default boolean names(X509Certificate certificate) {
        return switch (this) {
            case WithoutCertificate without -> false;
            case Named(Form form, String value) ->
                switch (form) {
                    case ISSUER_AND_SERIAL -> value.equals(hex(issuerAndSerialDer(certificate)));
                    case SUBJECT_KEY -> !value.isEmpty() && value.equals(hex(subjectKeyIdentifier(certificate)));
                };
        };
    }

    /** Content of IssuerAndSerialNumber. */
    static byte[] issuerAndSerialDer(X509Certificate certificate) {
        byte[] issuer = certificate.getIssuerX500Principal().getEncoded();
        byte[] serial = Der.integer(certificate.getSerialNumber());
        byte[] joined = Arrays.copyOf(issuer, issuer.length + serial.length);
        System.arraycopy(serial, 0, joined, issuer.length, serial.length);
        return joined;
    }

    /** The identifier in the certificate's extension; without one, empty bytes, which name nobody. */
    static byte[] subjectKeyIdentifier(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Suites.OID_SUBJECT_KEY_IDENTIFIER);
        // an OCTET STRING in an OCTET STRING, both short: two headers of two bytes
        return extension == null || extension.length < 5 || extension.length > 0x80
                ? new byte[0]
                : Arrays.copyOfRange(extension, 4, extension.length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
