package org.sceau.encryption;

/** Why an object is not opened or not taken for an envelope. */
public enum CmsFault {
    /** Not the structure of RFC 5083, or cut short, or followed by something else. */
    MALFORMED,
    /** Well formed, but with an algorithm, a content type or attributes that are not accepted. */
    UNSUPPORTED,
    /** Over a limit of {@link CmsLimits}. */
    TOO_LARGE,
    /** The key does not unwrap, or the tag is not that of the content. */
    ALTERED
}
