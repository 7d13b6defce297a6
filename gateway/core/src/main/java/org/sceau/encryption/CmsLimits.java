package org.sceau.encryption;

/**
 * Bounds on what is read of an envelope made elsewhere. The content itself is bounded by whoever hands it in.
 *
 * @param headBytes all that stands around the content. Default 1 MiB: a thousand readers
 * @param recipients recipientInfos. Default 256: a route names far fewer
 * @param depth nested elements. Default 24: names in certificates are the deepest, at about 12
 */
public record CmsLimits(int headBytes, int recipients, int depth) {
    /** The default limits. */
    public static final CmsLimits DEFAULT = new CmsLimits(1024 * 1024, 256, 24);
}
