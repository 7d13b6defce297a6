package org.sceau.intake;

import java.nio.charset.StandardCharsets;

/** The names of FHIR R4 that the splitters look for, as they stand in a request. */
final class Names {
    static final byte[] RESOURCE_TYPE = ascii("resourceType");
    static final byte[] ENTRY = ascii("entry");
    static final byte[] RESOURCE = ascii("resource");
    static final byte[] DATA = ascii("data");
    static final byte[] CONTENT = ascii("content");
    static final byte[] ATTACHMENT = ascii("attachment");
    static final byte[] TYPE = ascii("type");
    static final byte[] IDENTIFIER = ascii("identifier");
    static final byte[] TIMESTAMP = ascii("timestamp");
    static final byte[] SIGNATURE = ascii("signature");
    static final byte[] BUNDLE = ascii("Bundle");
    static final byte[] BINARY = ascii("Binary");
    static final byte[] COMPOSITION = ascii("Composition");
    static final byte[] PATIENT = ascii("Patient");
    static final byte[] DOCUMENT_REFERENCE = ascii("DocumentReference");
    static final byte[] DOCUMENT = ascii("document");

    private Names() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
