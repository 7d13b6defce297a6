/**
 * Access tokens (OAuth 2.0, IHE IUA, SMART): what they say, who issued them, and what they let their holder ask. A token only
 * ever narrows what a partner may do. Start with {@link org.sceau.oauth.AccessTokens}.
 */
@NullMarked
package org.sceau.oauth;

import org.jspecify.annotations.NullMarked;
