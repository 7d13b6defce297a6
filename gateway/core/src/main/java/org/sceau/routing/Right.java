package org.sceau.routing;

/** What a partner may ask of the gateway. What a partner receives is the routes' business. */
public enum Right {
    /** Hand documents in: ITI-65, ITI-105, FHIR document Bundles. */
    SUBMIT,
    /** Search among its own documents: ITI-66, ITI-67. */
    FIND,
    /** Retrieve its own documents: ITI-68. */
    RETRIEVE,
    /** Search the directory, addresses of other partners among it: ITI-90. */
    DIRECTORY,
    /** Ask what others' access tokens are worth, as a resource server: ITI-102. No token covers it, and none is needed. */
    INTROSPECT
}
