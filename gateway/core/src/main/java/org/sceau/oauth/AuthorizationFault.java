package org.sceau.oauth;

/** Why a request for a person's authorization is refused, told to its client (RFC 6749 section 4.1.2.1, and where noted). */
public enum AuthorizationFault {
    /** A parameter is missing or malformed; also any way of PKCE but S256. */
    INVALID_REQUEST("invalid_request"),
    /** Another response than a code. */
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type"),
    /** Scopes that are not known, or none of which client and person both have. */
    INVALID_SCOPE("invalid_scope"),
    /** For another resource (RFC 8707 section 2). */
    INVALID_TARGET("invalid_target"),
    /** A request object (RFC 9101 section 7). */
    REQUEST_NOT_SUPPORTED("request_not_supported"),
    /** The address of one (RFC 9101 section 7). */
    REQUEST_URI_NOT_SUPPORTED("request_uri_not_supported"),
    /** The person refused. */
    ACCESS_DENIED("access_denied"),
    /** The person has authorised too often within minutes. */
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable");

    private final String word;

    AuthorizationFault(String word) {
        this.word = word;
    }

    /** As {@code error} says it. */
    public String word() {
        return word;
    }
}
