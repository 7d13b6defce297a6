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
    private final GivenLists lists;

    private RenewalChain(Receipt receipt, TrustAnchors anchors) {
        this.receipt = receipt;
        this.anchors = anchors;
        this.dates = anchors.moment().map(TrustAnchors.Moment::dates).orElse(AlgorithmDates.current());
        this.lists = new GivenLists(anchors);
    }

    /** The times that the renewals state, in their order; throws {@link MalformedProof} where the chain breaks. */
    static List<TimeStamped> verify(Receipt receipt, TrustAnchors anchors) {
        return new RenewalChain(receipt, anchors).follow();
    }

    private List<TimeStamped> follow() {
        lists.requireOlder(
                receipt.sealed(),
                receipt.stamp()
                        .map(token -> token.info().at())
                        .or(() -> anchors.moment().map(TrustAnchors.Moment::at)));
        List<TimeStamped> times = new ArrayList<>();
        List<Renewed> renewals = receipt.renewals();
        Part part = Part.STAMP;
        Optional<TimeStampToken> last = receipt.stamp();
        for (int i = 0; i < renewals.size(); i++) {
            TimeStampToken covered =
                    last.orElseThrow(() -> new MalformedProof(Part.RENEWAL, Reason.MEMBER_MISSING, "stamp"));
            TimeStamped time = stamped(i, covered);
            Lifespan.of(covered).require(part, time.at(), dates);
            lists.requireBelieved(part, covered, time.at());
            if (i == 0) {
                Lifespan.of(receipt.sealed()).require(Part.SEAL, time.at(), dates);
            }
            times.add(time);
            part = Part.RENEWAL;
            last = Optional.of(renewals.get(i).renewal().token());
        }
        requireNow(part, last);
        return List.copyOf(times);
    }

    private void requireNow(Part part, Optional<TimeStampToken> last) {
        if (anchors.moment().isEmpty()) {
            return;
        }
        Instant now = anchors.moment().get().at();
        last.ifPresent(token -> Lifespan.of(token).require(part, now, dates));
        last.ifPresent(token -> lists.requireBelieved(part, token, now));
        if (receipt.renewals().isEmpty()) {
            Lifespan.of(receipt.sealed()).require(Part.SEAL, now, dates);
        }
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
