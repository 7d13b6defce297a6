package org.sceau.app.paper;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** A QR code (ISO/IEC 18004), drawn as squares, so that it is sharp at any size. */
final class QrCode {
    /** Width and height, in points: 6 cm. */
    static final int POINTS = 170;

    /** Modules of quiet zone on each side. */
    private static final int QUIET = 4;

    private final ByteMatrix modules;

    QrCode(String ascii) {
        try {
            modules = Encoder.encode(ascii, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    void draw(PDPageContentStream out, float left, float bottom) throws IOException {
        float side = (float) POINTS / (modules.getWidth() + 2 * QUIET);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    out.addRect(left + (x + QUIET) * side, bottom + POINTS - (y + QUIET + 1) * side, side, side);
                }
            }
        }
        out.fill();
    }
}
