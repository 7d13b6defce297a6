package org.sceau.routing.rules;

/** What entries and receipts of a granted act say of who acted. */
public enum Identity {
    /** The certificate and the quality. */
    SHOWN,
    /** The quality alone. */
    WITHHELD
}
