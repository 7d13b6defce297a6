package org.sceau.app.fhir;

import java.util.Optional;
import org.sceau.app.http.Acceptable;
import org.sceau.app.http.Negotiation;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.intake.Format;
import org.sceau.transfer.Mode;

/**
 * In which form a document is given out (MHD 4.2.4, 3.68.4.2). Its own type is what ITI-68 promises; in reader-only mode
 * that is the CMS object. Who names another type and wants it more gets the CMS object of a document in custody, or a FHIR
 * Binary around either: that is what a FHIR client reads when it asks for the resource.
 *
 * <p>A FHIR document's own type is a FHIR type. Who names that one gets the document itself and no Binary around it, for
 * hash and size in the DocumentReference are of those bytes. Who names the other as well is a FHIR client that reads any
 * resource, and a Binary is what it expects under this address: it gets one, in the other format, so that the same answer
 * never means two things.
 *
 * @param sealed the CMS object, not the document
 * @param binary the format of the Binary around it; empty for the bytes alone
 */
record Representation(boolean sealed, Optional<Format> binary) {
    /** The form that is wanted most; throws {@link Refused} when none is acceptable. */
    static Representation of(String contentType, Mode mode, Acceptable accept) {
        boolean custody = mode != Mode.READER_ONLY;
        String own = custody ? Negotiation.mediaType(contentType) : Contents.CMS;
        var best = new Representation(!custody, Optional.empty());
        int wish = accept.wish(own);
        if (accept.named(Contents.CMS) > wish) {
            best = new Representation(true, Optional.empty());
            wish = accept.named(Contents.CMS);
        }
        boolean fhir = Negotiation.contentType(own).isPresent();
        for (Format format : Format.values()) {
            int named = accept.named(format.mediaType());
            boolean more = named > wish || (fhir && named == wish);
            if (more && !own.equals(format.mediaType())) {
                best = new Representation(!custody, Optional.of(format));
                wish = named;
            }
        }
        if (wish == 0) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, own);
        }
        return best;
    }
}
