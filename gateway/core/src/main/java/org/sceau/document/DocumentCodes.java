package org.sceau.document;

import java.util.List;

/**
 * The codes of a document that access is decided by. No patient data.
 *
 * @param type of the document
 * @param category its classes
 * @param securityLabel its confidentiality and visibility codes
 */
public record DocumentCodes(List<Coded> type, List<Coded> category, List<Coded> securityLabel) {
    /** A document without codes. */
    public static final DocumentCodes NONE = new DocumentCodes(List.of(), List.of(), List.of());

    /** Copies its lists. */
    public DocumentCodes {
        type = List.copyOf(type);
        category = List.copyOf(category);
        securityLabel = List.copyOf(securityLabel);
    }

    /** Those of a document handed in. */
    public static DocumentCodes of(DocumentEntry entry) {
        return new DocumentCodes(entry.type(), entry.category(), entry.securityLabel());
    }
}
