package org.sceau.proof;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members that an evidence file may have, in the order in which they stand in it. There is no other name: nothing that
 * nobody explains travels in a file that proves something.
 */
enum EvidenceMember {
    /** Media type of the container; first and stored, so that it stands at a fixed place (EN 319 162-1 annex A.1). */
    MIME_TYPE("mimetype()", "", 64),
    /** What the file is about, and for whom it was made. */
    STATEMENT("evidence\\.json()", "application/json", Receipt.MAX_BYTES),
    /** Receipts, in the order of the journal. */
    RECEIPT("receipts/([0-9]{3})\\.json", Receipt.MEDIA_TYPE, Receipt.MAX_BYTES),
    /** The JAdES signature over what was submitted. */
    JADES("signature\\.json()", "application/jose+json", Receipt.MAX_BYTES),
    /** The metadata object, as received. */
    METADATA("metadata\\.(?:json|xml|p7m)()", "application/octet-stream", 0),
    /** Payloads: clear, or as CMS object for one reader. */
    PAYLOAD("payload/(0|[1-9][0-9]{0,3})(?:\\.p7m)?", "application/octet-stream", 0),
    /** Revocation lists that held when the file was made. */
    REVOCATION_LIST("revocation/([0-9]{3})\\.crl", "application/pkix-crl", 1 << 24),
    /** Names every member but the two before and after it, each with its digest. */
    MANIFEST("META-INF/ASiCManifest\\.xml()", "text/xml", 1 << 20),
    /** The CAdES signature over the manifest. */
    SIGNATURE("META-INF/signature\\.p7s()", "application/pkcs7-signature", CadesVerifier.MAX_BYTES);

    static final String SIGNATURE_FILE = "META-INF/signature.p7s";
    static final String MANIFEST_FILE = "META-INF/ASiCManifest.xml";
    static final String STATEMENT_FILE = "evidence.json";
    static final String JADES_FILE = "signature.json";

    private final Pattern name;
    private final String mediaType;
    private final int keptBytes;

    EvidenceMember(String name, String mediaType, int keptBytes) {
        this.name = Pattern.compile(name);
        this.mediaType = mediaType;
        this.keptBytes = keptBytes;
    }

    /** Which member a name is. */
    static Optional<EvidenceMember> of(String name) {
        for (EvidenceMember member : values()) {
            if (member.name.matcher(name).matches()) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** The place of a name among those of its kind. */
    int number(String of) {
        Matcher matcher = name.matcher(of);
        return matcher.matches() && !matcher.group(1).isEmpty() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** What the manifest says of it. */
    String mediaType() {
        return mediaType;
    }

    /** Whether a verifier reads its content; it only hashes what it does not read. */
    boolean isRead() {
        return keptBytes > 0;
    }

    /** Largest content in bytes of a member that is read. */
    int keptBytes() {
        return keptBytes;
    }

    /** Whether the manifest names it. */
    boolean isInManifest() {
        return this != MIME_TYPE && this != MANIFEST && this != SIGNATURE;
    }
}
