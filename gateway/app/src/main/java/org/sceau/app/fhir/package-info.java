/**
 * The FHIR interactions of the gateway: HAPI's server for metadata and searches, and the gateway's own endpoints for
 * everything that carries documents. Start with {@link org.sceau.app.fhir.FhirFace}.
 */
@NullMarked
package org.sceau.app.fhir;

import org.jspecify.annotations.NullMarked;
