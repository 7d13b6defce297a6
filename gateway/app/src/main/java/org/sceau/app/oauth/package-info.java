/**
 * The authorization server for the gateway's own partners: token endpoint (ITI-71), introspection (ITI-102), metadata
 * (ITI-103).
 */
@NullMarked
package org.sceau.app.oauth;

import org.jspecify.annotations.NullMarked;
