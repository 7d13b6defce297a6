package org.sceau.consent;

import org.sceau.identity.PatientIdentifier;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** The registry of a gateway that records no consents: every route's {@code without-consent} decides. */
enum NoConsents implements Consents {
    INSTANCE;

    @Override
    public ConsentFinding of(PatientIdentifier patient, PartnerId reader) {
        return new ConsentFinding.Nothing();
    }

    @Override
    public ConsentFinding of(TransferId transfer, PartnerId reader) {
        return new ConsentFinding.Nothing();
    }
}
