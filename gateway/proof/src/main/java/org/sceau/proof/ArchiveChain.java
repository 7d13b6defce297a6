package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows a signature's archive time-stamps (level B-LTA): each covers the documents, the signature and everything before it
 * anew, and must have come before the former one, or an algorithm of the signature, ended. Where the documents are not at
 * hand, what they are over stays open: then they hold by themselves and count for nothing.
 */
final class ArchiveChain {
    private final TrustAnchors anchors;
    private final AlgorithmDates dates;
    private final Optional<ArchiveImprint> imprint;
    private final GivenLists lists;

    private ArchiveChain(TrustAnchors anchors, Optional<ArchiveImprint> imprint) {
        this.anchors = anchors;
        this.dates = anchors.moment().map(TrustAnchors.Moment::dates).orElse(AlgorithmDates.current());
        this.imprint = imprint;
        this.lists = new GivenLists(anchors);
    }

    /** What the time-stamps of a signature prove together; throws {@link MalformedProof} where the chain breaks. */
    static SignatureStamp follow(
            EtsiU after,
            TimeStamped first,
            JadesFile file,
            JadesHeader header,
            List<X509Certificate> chain,
            SignedBytes bytes,
            TrustAnchors anchors) {
        Set<HashAlgorithm> hashes = after.archive().stream()
                .map(link -> HashAlgorithm.of(link.token().info().imprint()))
                .collect(Collectors.toUnmodifiableSet());
        Optional<ArchiveImprint> imprint =
                hashes.isEmpty() ? Optional.empty() : ArchiveImprint.read(file, header.objects(), hashes, bytes);
        Lifespan signed = Lifespan.ofSignature(header.algorithm(), chain);
        return new ArchiveChain(anchors, imprint).follow(after, first, signed);
    }

    private SignatureStamp follow(EtsiU after, TimeStamped first, Lifespan signed) {
        TimeStampToken covered = after.stamp().orElseThrow();
        Lifespan alone = Lifespan.of(covered).and(signed);
        Lifespan lasting = alone;
        Part part = Part.STAMP;
        List<TimeStamped> times = new ArrayList<>();
        Set<Limit> limits = EnumSet.noneOf(Limit.class);
        for (EtsiU.Archived link : after.archive()) {
            TimeStamped time = stamped(link, covered);
            lasting.require(part, time.at(), dates);
            lists.requireBelieved(part, covered, time.at());
            if (link.lists().isEmpty()) {
                limits.add(Limit.AUTHORITY_NOT_EXAMINED);
            } else {
                StampRevocation.verify(link.lists(), covered, time.at(), anchors);
            }
            times.add(time);
            covered = link.token();
            lasting = Lifespan.of(covered);
            part = Part.RENEWAL;
        }
        boolean open = imprint.isEmpty() && !times.isEmpty();
        if (open) { // they are bound to nothing here: the first is covered by none of them
            part = Part.STAMP;
            covered = after.stamp().orElseThrow();
            limits.add(Limit.ARCHIVE_NOT_EXAMINED);
        }
        if (anchors.moment().isPresent()) {
            Instant now = anchors.moment().get().at();
            lists.requireBelieved(part, covered, now);
            if (!lists.knowUntil(covered, now)) {
                limits.add(Limit.AUTHORITY_NOT_EXAMINED);
            }
        }
        if (open) {
            return new SignatureStamp(first, alone, List.of(), limits);
        }
        return new SignatureStamp(first, lasting, times, limits);
    }

    private TimeStamped stamped(EtsiU.Archived link, TimeStampToken covered) {
        TimeStampToken token = link.token();
        Digest stated = token.info().imprint();
        Digest over = imprint.map(read -> read.over(HashAlgorithm.of(stated), link.place()))
                .orElse(stated);
        Instant before = covered.info().at();
        return switch (token.verify(over, anchors)) {
            case StampVerdict.NotValid(Part _, Reason reason, String where) ->
                throw new MalformedProof(Part.RENEWAL, reason, where);
            case StampVerdict.Valid(TimeStamped time)
            when time.at().isBefore(before) -> throw new MalformedProof(Part.RENEWAL, Reason.ORDER_INVALID, "genTime");
            case StampVerdict.Valid(TimeStamped time) -> time;
        };
    }
}
