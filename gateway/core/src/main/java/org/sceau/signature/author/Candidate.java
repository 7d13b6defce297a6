package org.sceau.signature.author;

import java.util.List;
import org.sceau.document.AuthorVerdict.Form;

/** One signature, read strictly and freed of what it does not sign: what of it the library is given to judge. */
final class Candidate {
    private final Form form;
    private final byte[] document;
    private final Signs signs;
    private final List<Reference> references;

    /** What a signature is over. */
    enum Signs {
        /** The content that stands in the same document. */
        OWN_CONTENT,
        /** Documents beside it, their bytes. */
        OTHERS,
        /** Documents beside it, their base64url text (ETSI TS 119 182-1, clause 5.2.8.3.3, without {@code b64}). */
        OTHERS_AS_TEXT
    }

    Candidate(Form form, byte[] document, Signs signs, List<Reference> references) {
        this.form = form;
        this.document = document;
        this.signs = signs;
        this.references = List.copyOf(references);
    }

    Form form() {
        return form;
    }

    /** The signature alone, in its own form; MUST NOT be changed. */
    byte[] document() {
        return document;
    }

    Signs signs() {
        return signs;
    }

    List<Reference> references() {
        return references;
    }
}
