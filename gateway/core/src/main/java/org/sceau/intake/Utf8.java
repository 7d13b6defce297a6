package org.sceau.intake;

import java.io.IOException;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/** Well-formed UTF-8 only: Unicode 16, table 3-7; no overlong forms, no surrogates. Not thread-safe. */
final class Utf8 {
    private final InputWindow window;
    private final Objections objections;

    Utf8(InputWindow window, Objections objections) {
        this.window = window;
        this.objections = objections;
    }

    /** The code point whose first byte, not ASCII, was just read. */
    int rest(int lead) throws IOException {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return ((lead & 0x1f) << 6) | next(0x80, 0xbf);
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            int second = next(lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
            return ((lead & 0x0f) << 12) | (second << 6) | next(0x80, 0xbf);
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            int second = next(lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
            int third = next(0x80, 0xbf);
            return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | next(0x80, 0xbf);
        }
        throw invalid();
    }

    private int next(int least, int most) throws IOException {
        int c = window.read();
        if (c < least || c > most) {
            throw invalid();
        }
        return c & 0x3f;
    }

    private Refused invalid() {
        return objections.refuse(FailureCode.ENCODING_INVALID, window.offset() - 1, "UTF-8");
    }
}
