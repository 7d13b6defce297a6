package org.sceau.vault;

import java.nio.file.Path;

/**
 * Where and how payloads are kept.
 *
 * @param directory of this node alone; made when absent
 * @param smallPayloadBytes up to this size a payload waits in memory and shares a segment and its sync with others. Default
 *     256 KiB: thirty-two of them at once cost 8 MiB of memory, and a larger one's own sync is small beside its transfer
 * @param segmentBytes a segment that has reached this size is closed and a new one begun. Default 64 MiB: few files, and
 *     each can be copied or removed in one go
 */
public record VaultSettings(Path directory, int smallPayloadBytes, long segmentBytes) {
    private static final int SMALL_PAYLOAD_BYTES = 256 * 1024;
    private static final long SEGMENT_BYTES = 64L * 1024 * 1024;

    /** Refuses limits that are not positive. */
    public VaultSettings {
        if (smallPayloadBytes < 1 || segmentBytes < 1) {
            throw new IllegalArgumentException("the limits of the vault are positive numbers of bytes");
        }
    }

    /** The default limits. */
    public static VaultSettings in(Path directory) {
        return new VaultSettings(directory, SMALL_PAYLOAD_BYTES, SEGMENT_BYTES);
    }
}
