package org.sceau.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a receipt through time (RFC 4998 section 5.3): seal and time-stamp must have been covered by the first renewal
 * before they ended, each renewal by the next, and the last must hold at the moment of the verification, if one was given.
 * The same is asked of the lists that were given ({@link GivenLists}).
 */
final class RenewalChain {
    private final Receipt receipt;
    private final TrustAnchors anchors;
    private final AlgorithmDates dates;

    private RenewalChain(Receipt receipt, TrustAnchors anchors) {
        this.receipt = receipt;
        this.anchors = anchors;
        this.dates = anchors.moment().map(TrustAnchors.Moment::dates).orElse(AlgorithmDates.current());
    }

    /**
     * What was found.
     *
     * @param times that the renewals state, in their order
     * @param examined whether the lists that were given, if any were, answer for every authority as long as it counts
     */
    record Followed(List<TimeStamped> times, boolean examined) {
        Followed {
            times = List.copyOf(times);
        }
    }

    /** Throws {@link MalformedProof} where the chain breaks. */
    static Followed verify(Receipt receipt, TrustAnchors anchors) {
        return new RenewalChain(receipt, anchors).follow();
    }

    /** First that nothing was altered: who is to be believed is asked of what is whole. */
    private Followed follow() {
        List<TimeStampToken> tokens = new ArrayList<>();
        receipt.stamp().ifPresent(tokens::add);
        List<TimeStamped> times = new ArrayList<>();
        for (Renewed renewed : receipt.renewals()) {
            if (tokens.isEmpty()) {
                throw new MalformedProof(Part.RENEWAL, Reason.MEMBER_MISSING, "stamp");
            }
            times.add(stamped(times.size(), tokens.getLast()));
            tokens.add(renewed.renewal().token());
        }
        Optional<Instant> now = anchors.moment().map(TrustAnchors.Moment::at);
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Instant> covered =
                    i < times.size() ? Optional.of(times.get(i).at()) : now;
            if (covered.isPresent()) {
                Lifespan.of(tokens.get(i)).require(i == 0 ? Part.STAMP : Part.RENEWAL, covered.get(), dates);
            }
        }
        Optional<Instant> covered =
                times.stream().map(TimeStamped::at).findFirst().or(() -> now);
        covered.ifPresent(at -> Lifespan.of(receipt.sealed()).require(Part.SEAL, at, dates));
        return new Followed(times, new GivenLists(anchors).examine(receipt, now));
    }

    private TimeStamped stamped(int index, TimeStampToken covered) {
        Renewed renewed = receipt.renewals().get(index);
        checkCovered(index, renewed);
        TimeStamped time = switch (renewed.renewal().verify(anchors)) {
            case StampVerdict.Valid(TimeStamped stamped) -> stamped;
            case StampVerdict.NotValid(Part _, Reason reason, String where) ->
                throw new MalformedProof(Part.RENEWAL, reason, where);
        };
        if (time.at().isBefore(covered.info().at())) {
            throw new MalformedProof(Part.RENEWAL, Reason.ORDER_INVALID, "genTime");
        }
        return time;
    }

    private void checkCovered(int index, Renewed renewed) {
        RenewalStatement statement = renewed.renewal().statement();
        if (!statement.log().equals(receipt.entry().log())) {
            throw new MalformedProof(Part.RENEWAL, Reason.LOG_MISMATCH, "log");
        }
        HashAlgorithm hash = statement.hash();
        Digest leaf = RenewalStatement.leaf(
                hash,
                receipt.sealed(),
                receipt.stamp().orElseThrow(() -> new MalformedProof(Part.RENEWAL, Reason.MEMBER_MISSING, "stamp")));
        if (renewed.proof().verify(leaf, statement.stamps().root(), hash::node)
                instanceof ProofVerdict.Fails(Reason reason)) {
            throw new MalformedProof(Part.RENEWAL, reason, "path");
        }
        for (Renewed earlier : receipt.renewals().subList(0, index)) {
            int number = earlier.renewal().number();
            boolean stated = number < statement.former().size()
                    && statement.former().get(number).equals(earlier.renewal().digest(hash));
            if (!stated) {
                throw new MalformedProof(Part.RENEWAL, Reason.DIGEST_MISMATCH, "former");
            }
        }
    }
}
