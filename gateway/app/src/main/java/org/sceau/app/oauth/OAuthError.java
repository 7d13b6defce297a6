package org.sceau.app.oauth;

/** What the token endpoint answers who gets no token (RFC 6749 section 5.2, RFC 8707 section 2). */
enum OAuthError {
    INVALID_REQUEST("invalid_request", 400),
    INVALID_CLIENT("invalid_client", 401),
    INVALID_GRANT("invalid_grant", 400),
    INVALID_SCOPE("invalid_scope", 400),
    INVALID_TARGET("invalid_target", 400),
    UNAUTHORIZED_CLIENT("unauthorized_client", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    /** Of RFC 6749 section 4.1.2.1: a provider elsewhere does not answer. */
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503);

    private final String word;
    private final int status;

    OAuthError(String word, int status) {
        this.word = word;
        this.status = status;
    }

    String word() {
        return word;
    }

    int status() {
        return status;
    }
}
