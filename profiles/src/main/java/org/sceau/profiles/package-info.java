/**
 * What may travel: the FHIR contracts the gateway accepts, its own examples, and the slow, complete validator. Start
 * with {@link org.sceau.profiles.Profile}.
 */
@NullMarked
package org.sceau.profiles;

import org.jspecify.annotations.NullMarked;
