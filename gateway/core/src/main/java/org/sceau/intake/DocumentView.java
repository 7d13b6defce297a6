package org.sceau.intake;

/** What the gateway reads of a FHIR document. Clear patient data: lives for one request, tells nothing in toString. */
public final class DocumentView {
    private final byte[] content;
    private final boolean whole;

    /** Takes ownership of {@code content}. */
    public DocumentView(byte[] content, boolean whole) {
        this.content = content;
        this.whole = whole;
    }

    /** FHIR bytes; MUST NOT be changed. */
    public byte[] content() {
        return content;
    }

    /** True when {@link #content()} is the document byte for byte, false when it is an extract. */
    public boolean whole() {
        return whole;
    }

    @Override
    public String toString() {
        return "DocumentView[" + content.length + " bytes]";
    }
}
