package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The ASiCManifest (ETSI EN 319 162-1 V1.1.1 annex A.4): one spelling, so that a verifier writes it again and compares. */
final class EvidenceManifest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\""
            + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n"
            + "<asic:SigReference URI=\"" + EvidenceMember.SIGNATURE_FILE
            + "\" MimeType=\"application/pkcs7-signature\"/>\n";
    private static final String TAIL = "</asic:ASiCManifest>\n";

    private EvidenceManifest() {}

    /** The manifest of members and their digests, in the order of the map. */
    static byte[] of(Map<String, Digest> digests) {
        StringBuilder out = new StringBuilder(HEAD);
        digests.forEach((name, digest) -> out.append(line(name, digest)));
        return out.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How a manifest names a member that has these bytes. */
    static String line(String name, Digest digest) {
        String mediaType =
                EvidenceMember.of(name).map(EvidenceMember::mediaType).orElse("application/octet-stream");
        return "<asic:DataObjectReference URI=\"" + name + "\" MimeType=\"" + mediaType
                + "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>"
                + Base64.getEncoder().encodeToString(digest.bytes())
                + "</ds:DigestValue></asic:DataObjectReference>\n";
    }
}
