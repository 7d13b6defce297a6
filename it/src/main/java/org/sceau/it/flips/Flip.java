package org.sceau.it.flips;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One alteration: a byte of the file and what it is combined with by exclusive or, never 0.
 *
 * @param position of the byte
 * @param mask one bit for every second flip, any other value of the byte for the rest
 */
record Flip(int position, int mask) {

    /** Spread evenly over a file: where there are fewer positions than flips each is taken, and again with another mask. */
    static List<Flip> over(int length, int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Flip> flips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int position = length <= count ? i % length : (int) ((long) i * length / count);
            flips.add(new Flip(position, i % 2 == 0 ? 1 << random.nextInt(8) : 1 + random.nextInt(255)));
        }
        return flips;
    }

    byte[] of(byte[] genuine) {
        byte[] altered = genuine.clone();
        altered[position] ^= (byte) mask;
        return altered;
    }

    @Override
    public String toString() {
        return String.format("byte %d ^ %02x", position, mask);
    }
}
