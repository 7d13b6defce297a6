package org.sceau.timestamp;

import java.net.URI;
import java.util.Optional;
import org.sceau.proof.TrustAnchors;

/**
 * A time-stamp authority that may be asked.
 *
 * @param address where it answers
 * @param anchors that its certificates must lead to
 * @param policy it must stamp under, an object identifier; any policy when empty
 */
public record TimeStampAuthority(URI address, TrustAnchors anchors, Optional<String> policy) {}
