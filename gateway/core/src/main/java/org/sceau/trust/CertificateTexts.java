package org.sceau.trust;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/** Texts that stand in a certificate. What cannot be decoded is not there. */
final class CertificateTexts {
    /** Longest text in characters: the upper bound of names is 64 to 128 (RFC 5280, appendix A). */
    private static final int MAXIMUM_CHARACTERS = 256;

    private CertificateTexts() {}

    static List<String> of(X509Certificate certificate, QualityRule.Source source) {
        try {
            return switch (source) {
                case QualityRule.Source.Subject(String oid) -> subject(certificate, oid);
                case QualityRule.Source.Extension(String oid, DerType type) -> extension(certificate, oid, type);
                case QualityRule.Source.Directory _ -> List.of();
            };
        } catch (IOException | IllegalArgumentException | IllegalStateException _) {
            return List.of();
        }
    }

    private static List<String> subject(X509Certificate certificate, String oid) {
        List<String> texts = new ArrayList<>();
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN relative : name.getRDNs()) {
            for (AttributeTypeAndValue attribute : relative.getTypesAndValues()) {
                if (attribute.getType().getId().equals(oid)) {
                    add(texts, attribute.getValue(), DerType.STRING);
                }
            }
        }
        return texts;
    }

    private static List<String> extension(X509Certificate certificate, String oid, DerType type) throws IOException {
        List<String> texts = new ArrayList<>();
        byte[] wrapped = certificate.getExtensionValue(oid);
        if (wrapped != null && ASN1Primitive.fromByteArray(wrapped) instanceof ASN1OctetString value) {
            add(texts, ASN1Primitive.fromByteArray(value.getOctets()), type);
        }
        return texts;
    }

    private static void add(List<String> texts, ASN1Encodable value, DerType type) {
        String text = switch (value) {
            case ASN1String string when type == DerType.STRING -> string.getString();
            case ASN1Integer integer
            when type == DerType.INTEGER && integer.getValue().bitLength() < Long.SIZE ->
                integer.getValue().toString();
            case ASN1OctetString octets
            when type == DerType.OCTET_STRING && octets.getOctetsLength() <= MAXIMUM_CHARACTERS ->
                HexFormat.of().formatHex(octets.getOctets());
            case ASN1ObjectIdentifier identifier when type == DerType.OBJECT_IDENTIFIER -> identifier.getId();
            default -> "";
        };
        if (!text.isEmpty() && text.length() <= MAXIMUM_CHARACTERS) {
            texts.add(text);
        }
    }
}
