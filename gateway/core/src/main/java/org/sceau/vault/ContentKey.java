package org.sceau.vault;

import java.util.Arrays;

/**
 * The AES-256 key of one payload, in memory only. {@link #destroy()} overwrites it; it has no equals, no hashCode and no
 * telling toString.
 */
public final class ContentKey {
    private final byte[] key;
    private boolean destroyed;

    /** Takes ownership of {@code key}, 32 bytes. */
    public ContentKey(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a content key has 32 bytes");
        }
        this.key = key;
    }

    /** A copy of the key bytes; the caller overwrites it after use. Throws IllegalStateException once destroyed. */
    public synchronized byte[] bytes() {
        if (destroyed) {
            throw new IllegalStateException("the content key was destroyed");
        }
        return key.clone();
    }

    /** Overwrites the key; idempotent. */
    public synchronized void destroy() {
        Arrays.fill(key, (byte) 0);
        destroyed = true;
    }

    @Override
    public String toString() {
        return "ContentKey[REDACTED]";
    }
}
