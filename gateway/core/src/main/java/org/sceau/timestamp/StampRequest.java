package org.sceau.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;

/** One request (TimeStampReq), with a nonce of its own and the wish for certificates. Immutable. */
final class StampRequest {
    /** A nonce that nobody guesses, positive and of one length. */
    private static final int NONCE_BITS = 127;

    private final Digest stamped;
    private final BigInteger nonce;
    private final byte[] query;

    StampRequest(Digest stamped, Optional<String> policy, SecureRandom random) {
        this.stamped = stamped;
        this.nonce = new BigInteger(NONCE_BITS, random).setBit(NONCE_BITS - 1);
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        policy.ifPresent(oid -> generator.setReqPolicy(new ASN1ObjectIdentifier(oid)));
        try {
            this.query = generator
                    .generate(new ASN1ObjectIdentifier(HashAlgorithm.of(stamped).oid()), stamped.bytes(), nonce)
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a request has a form", e);
        }
    }

    Digest stamped() {
        return stamped;
    }

    BigInteger nonce() {
        return nonce;
    }

    byte[] query() {
        return query.clone();
    }
}
