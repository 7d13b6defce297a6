package org.sceau.app.http;

import java.util.Optional;
import org.sceau.failure.Issue;

/**
 * The header {@code WWW-Authenticate} of a refusal that an access token can change (RFC 6750 section 3).
 *
 * @param metadata address of the metadata of this resource (RFC 9728 section 5.1), which name the authorization server
 */
public record Challenge(String metadata) {

    /** Its value; empty where a token changes nothing. */
    Optional<String> of(Issue issue) {
        return switch (issue.code()) {
            case ACCESS_TOKEN_REQUIRED -> Optional.of(value(""));
            case ACCESS_TOKEN_INVALID -> Optional.of(value(", error=\"invalid_token\""));
            case SCOPE_INSUFFICIENT, SCOPE_NOT_AUTHORIZED ->
                Optional.of(value(", error=\"insufficient_scope\", scope=\""
                        + issue.arguments().getFirst() + "\""));
            default -> Optional.empty();
        };
    }

    private String value(String more) {
        return "Bearer realm=\"sceau\"" + more + ", resource_metadata=\"" + metadata + "\"";
    }
}
