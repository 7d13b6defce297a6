/**
 * The HTTPS face of the gateway: a server that requires a client certificate, limits and times every request and answers
 * every failure as an OperationOutcome. Start with {@link org.sceau.app.http.FhirServer}.
 */
@NullMarked
package org.sceau.app.http;

import org.jspecify.annotations.NullMarked;
