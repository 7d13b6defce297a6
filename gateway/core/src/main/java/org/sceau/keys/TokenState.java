package org.sceau.keys;

import java.time.Instant;

/** How a token stands. */
public sealed interface TokenState {

    /** It answers. */
    record Present() implements TokenState {}

    /** It does not, since then; what needs it is refused, and it is looked for. */
    record Away(TokenFault fault, Instant since) implements TokenState {}
}
