package org.sceau.intake;

import org.sceau.proof.Digest;

/**
 * The request as received with each extracted payload replaced by a marker that carries its SHA-256. This is what the
 * signature covers beside the payloads. Clear patient data: tells nothing in toString.
 */
public final class MetadataObject {
    private final byte[] content;
    private final Format format;
    private final Digest sha256;

    /** Takes ownership of {@code content}. */
    public MetadataObject(byte[] content, Format format) {
        this.content = content;
        this.format = format;
        this.sha256 = Digest.sha256(content);
    }

    /** The bytes; MUST NOT be changed. */
    public byte[] content() {
        return content;
    }

    /** How they are written. */
    public Format format() {
        return format;
    }

    /** SHA-256 of the bytes. */
    public Digest sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        return "MetadataObject[" + content.length + " bytes]";
    }
}
