package org.sceau.consent;

import org.sceau.identity.PatientIdentifier;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** The recorded choices of patients. Thread-safe; an answer counts for the moment it is given. */
public interface Consents {

    /** What the patient has recorded about a reader, before acceptance. */
    ConsentFinding of(PatientIdentifier patient, PartnerId reader);

    /** What the patient of an accepted transfer has recorded about a reader, at delivery and retrieval. */
    ConsentFinding of(TransferId transfer, PartnerId reader);

    /** No patient has recorded anything. */
    static Consents none() {
        return NoConsents.INSTANCE;
    }
}
