package org.sceau.trust;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** A revocation list as it comes, DER or PEM (RFC 7468). */
final class ListText {
    /** Longest line before the first of the text proper. */
    private static final int LABEL_BYTES = 100;

    private ListText() {}

    /** Its DER, decoded as it is read. */
    static InputStream der(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in);
        buffered.mark(1);
        int first = buffered.read();
        if (first != '-') {
            buffered.reset();
            return buffered;
        }
        for (int i = 0; i < LABEL_BYTES && first != '\n'; i++) {
            first = buffered.read();
        }
        return Base64.getMimeDecoder().wrap(new UntilDash(buffered));
    }

    /** Ends where the last line of the text begins. */
    private static final class UntilDash extends FilterInputStream {
        private boolean ended;

        UntilDash(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = ended ? -1 : super.read();
            ended |= octet == '-' || octet < 0;
            return ended ? -1 : octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int octet = read();
                if (octet < 0) {
                    return done == 0 ? -1 : done;
                }
                bytes[offset + done++] = (byte) octet;
            }
            return done;
        }
    }
}
