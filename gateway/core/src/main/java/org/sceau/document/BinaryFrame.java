package org.sceau.document;

import org.sceau.intake.Format;
import org.sceau.transfer.DocumentId;

/**
 * A FHIR Binary without its data: the base64 of the content stands between the two halves, so that nobody needs to hold it
 * whole.
 *
 * @param format of both
 * @param head up to the data
 * @param tail from the end of the data
 */
public record BinaryFrame(Format format, String head, String tail) {
    private static final String DATA = "AAAA";

    /** The frame of a document that has this id and content type. */
    public static BinaryFrame of(DocumentId id, String contentType, Format format) {
        String text = Answers.text(
                Answers.resource("Binary")
                        .put("id", id.toString())
                        .put("contentType", contentType)
                        .put("data", DATA),
                format);
        int data = text.lastIndexOf(DATA);
        return new BinaryFrame(format, text.substring(0, data), text.substring(data + DATA.length()));
    }
}
