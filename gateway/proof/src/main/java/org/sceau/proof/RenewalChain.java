package org.sceau.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a receipt through time (RFC 4998 section 5.3): seal and time-stamp must have been covered by the first renewal
 * before they ended, each renewal by the next, and the last must hold at the moment of the verification, if one was given.
 * The same is asked of the lists that were given ({@link GivenLists}). A second seal that holds stands in for what has ended:
 * for the first seal, and for time-stamps in that the checkpoint is proved without them, and no time is.
 */
final class RenewalChain {
    private final Receipt receipt;
    private final TrustAnchors anchors;
    private final AlgorithmDates dates;
    private final Optional<Instant> now;
    private final GivenLists lists;

    private RenewalChain(Receipt receipt, TrustAnchors anchors) {
        this.receipt = receipt;
        this.anchors = anchors;
        this.dates = anchors.moment().map(TrustAnchors.Moment::dates).orElse(AlgorithmDates.current());
        this.now = anchors.moment().map(TrustAnchors.Moment::at);
        this.lists = new GivenLists(anchors);
    }

    /**
     * What was found.
     *
     * @param isTimed whether the time-stamps prove a time
     * @param renewals times that the renewals state, in their order; none where no time is proved
     * @param second the second seal, if it holds
     * @param limits of this
     */
    record Followed(boolean isTimed, List<TimeStamped> renewals, Optional<SecondSeal> second, Set<Limit> limits) {
        Followed {
            renewals = List.copyOf(renewals);
        }
    }

    /** Throws {@link MalformedProof} where the chain breaks. */
    static Followed verify(Receipt receipt, TrustAnchors anchors) {
        return new RenewalChain(receipt, anchors).follow();
    }

    /** A time-stamp, and when it was covered at the latest. */
    private record Link(Part part, TimeStampToken token, Optional<Instant> covered) {

        boolean holds(AlgorithmDates dates) {
            return covered.isEmpty() || Lifespan.of(token).holds(covered.get(), dates);
        }

        void require(AlgorithmDates dates) {
            covered.ifPresent(at -> Lifespan.of(token).require(part, at, dates));
        }
    }

    /** First that nothing was altered: who is to be believed is asked of what is whole. */
    private Followed follow() {
        Optional<CadesVerifier.Signed> second =
                receipt.second().map(seal -> seal.integrity(receipt.sealed().note()));
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
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Instant> covered =
                    i < times.size() ? Optional.of(times.get(i).at()) : now;
            links.add(new Link(i == 0 ? Part.STAMP : Part.RENEWAL, tokens.get(i), covered));
        }
        if (links.stream().allMatch(link -> link.holds(dates))) {
            return timed(times, second);
        }
        Optional<SecondSeal> standing = second.flatMap(seal -> standing(seal, now));
        if (standing.isEmpty()) {
            links.forEach(link -> link.require(dates));
        }
        return untimed(standing);
    }

    private Followed timed(List<TimeStamped> times, Optional<CadesVerifier.Signed> second) {
        Optional<Instant> covered =
                times.stream().map(TimeStamped::at).findFirst().or(() -> now);
        Optional<SecondSeal> standing = second.flatMap(seal -> standing(seal, covered));
        if (standing.isEmpty()) {
            covered.ifPresent(at -> Lifespan.of(receipt.sealed()).require(Part.SEAL, at, dates));
        }
        Set<Limit> limits = limits(standing, covered);
        if (!lists.examine(receipt, now)) {
            limits.add(Limit.AUTHORITY_NOT_EXAMINED);
        }
        return new Followed(true, times, standing, limits);
    }

    /** Nothing shows that the first seal is older than anything that is said of it since. */
    private Followed untimed(Optional<SecondSeal> standing) {
        lists.requireOlder(Part.SEAL, receipt.sealed().chain(), now);
        Set<Limit> limits = limits(standing, now);
        limits.add(Limit.STAMP_ENDED);
        return new Followed(false, List.of(), standing, limits);
    }

    /** Whether the second seal is to be believed, and was until it was covered: no time-stamp says that it is older. */
    private Optional<SecondSeal> standing(CadesVerifier.Signed seal, Optional<Instant> covered) {
        boolean lasts = covered.isEmpty() || Lifespan.ofSecond(seal.second()).holds(covered.get(), dates);
        return lasts && lists.isOlder(seal.second(), covered)
                ? SecondSeal.of(
                        seal.second(), seal.at(), receipt.sealed().chain().getFirst(), anchors)
                : Optional.empty();
    }

    private Set<Limit> limits(Optional<SecondSeal> standing, Optional<Instant> covered) {
        Set<Limit> limits = EnumSet.noneOf(Limit.class);
        if (receipt.second().isPresent() && standing.isEmpty()) {
            limits.add(Limit.SECOND_SEAL_UNTRUSTED);
        }
        if (covered.isPresent() && !Lifespan.of(receipt.sealed()).holds(covered.get(), dates)) {
            limits.add(Limit.SEAL_ENDED);
        }
        return limits;
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
                receipt.stamp().orElseThrow(() -> new MalformedProof(Part.RENEWAL, Reason.MEMBER_MISSING, "stamp")),
                receipt.second());
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
