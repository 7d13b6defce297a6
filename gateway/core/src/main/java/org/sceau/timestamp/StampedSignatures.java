package org.sceau.timestamp;

import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.sceau.proof.TimeStampToken;

/** Signatures over submissions that are to be time-stamped, each by itself. Implementations are thread-safe. */
public interface StampedSignatures {

    /**
     * One that is to be stamped.
     *
     * @param transfer whose signature it is
     * @param imprint what the time-stamp is over
     * @param since when it was made
     * @param ends when its certificate ends: a time-stamp of later proves nothing
     * @param algorithms that the signature rests on ({@link org.sceau.proof.Lifespan#algorithmsText})
     */
    record Due(UUID transfer, Digest imprint, Instant since, Instant ends, String algorithms) {}

    /** The oldest, at most {@code most}, whose certificate has not ended by {@code now}. */
    List<Due> due(Instant now, int most);

    /** Since when the oldest of these waits. */
    Optional<Instant> waitingSince(Instant now);

    /** Puts aside those whose certificate has ended by {@code now}: they have no time-stamp, and never will. */
    void putAside(Instant now);

    /** How many were put aside. */
    long missed();

    /** Keeps revocation lists with which what is stamped now is validated later; those that are of no use are passed over. */
    void keepLists(List<X509CRL> lists);

    /** Keeps a time-stamp: the signature is no longer due. One that was kept before stays. */
    void keep(Due due, TimeStampToken token);
}
