package org.sceau.proof;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;

/** Which RSA keys of others are relied on. */
final class RsaKeys {
    /** TS 119 312 clause 6.2; RGS B1; NIST SP 800-57. */
    private static final int SMALLEST_BITS = 2048;
    /** Beyond, one verification costs more than the rest of the file. */
    private static final int LARGEST_BITS = 8192;
    /** RGS B1: an exponent is greater than 2^16. */
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);

    private static final int LARGEST_EXPONENT_BITS = 33;

    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};
    private static final int ROCA_GENERATOR = 65_537;

    private RsaKeys() {}

    static boolean isShort(RSAPublicKey key) {
        return key.getModulus().bitLength() < SMALLEST_BITS;
    }

    /** Whether nothing but its length speaks against the key. */
    static boolean isSound(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        return modulus.bitLength() <= LARGEST_BITS
                && modulus.testBit(0)
                && exponent.compareTo(SMALLEST_EXPONENT) >= 0
                && exponent.bitLength() <= LARGEST_EXPONENT_BITS
                && exponent.testBit(0)
                && !isRoca(modulus);
    }

    /**
     * CVE-2017-15361: primes made by a smart-card library are powers of 65537 modulo small primes, and so is their product; a
     * modulus made otherwise passes all of these by chance once in 2^27 (Nemec and others, CCS 2017).
     */
    private static boolean isRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            if (!isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPower(int residue, int prime) {
        int power = 1;
        do {
            if (power == residue) {
                return true;
            }
            power = (int) ((long) power * ROCA_GENERATOR % prime);
        } while (power != 1);
        return false;
    }
}
