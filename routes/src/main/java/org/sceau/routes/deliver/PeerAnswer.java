package org.sceau.routes.deliver;

import java.util.Arrays;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;

/** What came of sending. */
public sealed interface PeerAnswer {
    /**
     * The peer answered.
     *
     * @param status of HTTP
     * @param content of the answer
     * @param located whether there is a Location header
     * @param receipt whether a Link header names a receipt
     * @param peer SHA-256 of the peer's TLS certificate
     */
    record Answered(int status, Content content, boolean located, boolean receipt, Optional<Digest> peer)
            implements PeerAnswer {}

    /** Nothing was sent: the peer could not be reached, or is not who it should be. */
    record NotSent(FailureCode code) implements PeerAnswer {}

    /** Something was sent and no whole answer came: whether the peer holds it is not known. */
    record Unknown(FailureCode code) implements PeerAnswer {}

    /** An answer's body, at most {@link PeerClient#ANSWER_BYTES}. Untrusted; tells its length only. */
    final class Content {
        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes; MUST NOT be changed. */
        byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Content[" + bytes.length + " bytes]";
        }
    }
}
