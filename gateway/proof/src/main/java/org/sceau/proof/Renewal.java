package org.sceau.proof;

/**
 * A renewal of a log's time-stamps: what it is over, and the new time-stamp. Immutable.
 *
 * @param token over {@link RenewalStatement#digest}
 */
public record Renewal(RenewalStatement statement, TimeStampToken token) {

    /** Its place among the log's renewals, from 0. */
    public int number() {
        return statement.former().size();
    }

    /** What a later renewal has of it. */
    public Digest digest(HashAlgorithm hash) {
        return hash.former(statement.encode(), token.der());
    }

    /** Whether an authority that {@code anchors} vouch for has stamped the statement. */
    public StampVerdict verify(TrustAnchors anchors) {
        return token.verify(statement.digest(), anchors);
    }
}
