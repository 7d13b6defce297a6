package org.sceau.proof;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a time-stamp authority states (TSTInfo, RFC 3161 section 2.4.2).
 *
 * @param policy under which it was made, an object identifier
 * @param imprint hash of what was stamped: SHA-256, SHA-384 or SHA-512, by its length
 * @param serial the authority's number for it
 * @param at the time
 * @param accuracy how far the time may be off either way, if the authority says
 * @param nonce of the request, if it had one
 */
public record TimeStampInfo(
        String policy,
        Digest imprint,
        BigInteger serial,
        Instant at,
        Optional<Duration> accuracy,
        Optional<BigInteger> nonce) {
    private static final int ACCURACY_MILLIS = 0x80;
    private static final int ACCURACY_MICROS = 0x81;
    private static final int TSA = 0xa0;
    private static final int EXTENSIONS = 0xa1;
    private static final long MOST_SECONDS = 86_400;

    static TimeStampInfo decode(byte[] der) {
        DerReader outer = new DerReader(Part.STAMP, "tstInfo", der);
        DerReader in = outer.inside(DerReader.SEQUENCE);
        outer.end();
        in.integer(1);
        String policy = in.oid();
        Digest imprint = imprint(in.inside(DerReader.SEQUENCE));
        BigInteger serial = in.integer();
        Instant at = in.time();
        Optional<Duration> accuracy =
                in.isNext(DerReader.SEQUENCE) ? Optional.of(accuracy(in.inside(DerReader.SEQUENCE))) : Optional.empty();
        in.skipIf(DerReader.BOOLEAN);
        Optional<BigInteger> nonce = in.isNext(DerReader.INTEGER) ? Optional.of(in.integer()) : Optional.empty();
        in.skipIf(TSA);
        if (in.isNext(EXTENSIONS)) {
            refuseCritical(in.inside(EXTENSIONS));
        }
        in.end();
        return new TimeStampInfo(policy, imprint, serial, at, accuracy, nonce);
    }

    private static Digest imprint(DerReader in) {
        HashAlgorithm by = HashAlgorithm.ofOid(in.algorithm())
                .orElseThrow(() -> new MalformedProof(Part.STAMP, Reason.ALGORITHM_UNSUPPORTED, "messageImprint"));
        byte[] hash = in.content(DerReader.OCTETS);
        in.end();
        if (hash.length < 20 || hash.length > 64 || !by.fits(Digest.of(hash))) {
            throw in.invalid();
        }
        return Digest.of(hash);
    }

    private static Duration accuracy(DerReader in) {
        Duration accuracy = Duration.ZERO;
        if (in.isNext(DerReader.INTEGER)) {
            accuracy = accuracy.plusSeconds(amount(in, in.integer(), MOST_SECONDS));
        }
        if (in.isNext(ACCURACY_MILLIS)) {
            accuracy = accuracy.plusMillis(amount(in, in.integer(in.content(ACCURACY_MILLIS)), 999));
        }
        if (in.isNext(ACCURACY_MICROS)) {
            accuracy = accuracy.plusNanos(1_000 * amount(in, in.integer(in.content(ACCURACY_MICROS)), 999));
        }
        in.end();
        return accuracy;
    }

    private static long amount(DerReader in, BigInteger value, long most) {
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw in.invalid();
        }
        return value.longValue();
    }

    /** Extensions that are not critical may be passed over (RFC 3161); of the critical ones we know none. */
    private static void refuseCritical(DerReader extensions) {
        while (extensions.hasMore()) {
            DerReader extension = extensions.inside(DerReader.SEQUENCE);
            var _ = extension.oid();
            if (extension.isNext(DerReader.BOOLEAN)) {
                throw new MalformedProof(Part.STAMP, Reason.CRITICAL_UNKNOWN, "extensions");
            }
            var _ = extension.content(DerReader.OCTETS);
            extension.end();
        }
    }
}
