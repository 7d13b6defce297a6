package org.sceau.trust;

/** How the value of an extension is encoded (ITU-T X.690), and so how it is read as a text. */
public enum DerType {
    /** A string of any alphabet: as it is. */
    STRING,
    /** An integer of at most 63 bits: in decimal. */
    INTEGER,
    /** Octets: in lower-case hexadecimal. */
    OCTET_STRING,
    /** An object identifier: with dots. */
    OBJECT_IDENTIFIER
}
