package org.sceau.ledger;

import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;

/**
 * A search about to be answered (ITI-66, ITI-67). The patient stands in the ledger as a keyed hash only.
 *
 * @param patient whose documents were searched
 * @param reader who searched
 * @param grounds why the reader may
 */
public record SearchMade(PatientIdentifier patient, Caller reader, Grounds grounds) {}
