package org.sceau.profiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A small valid PDF (ISO 32000-1) of one page, padded to a wished size by a stream that nothing shows. The same for the same
 * seed and size. Sizes are bytes; nothing is held in memory but the head and the tail.
 */
public final class SamplePdf {
    /** Below this no padding fits; the PDF is then this large. */
    public static final long SMALLEST_BYTES = 900;

    private static final int CHUNK_BYTES = 8192;

    private final long seed;
    private final byte[] head;
    private final long paddingBytes;
    private final byte[] tail;

    /** The PDF of a seed, {@code sizeBytes} long and at least {@link #SMALLEST_BYTES}. */
    public SamplePdf(long seed, long sizeBytes) {
        this.seed = seed;
        long wished = Math.max(sizeBytes, SMALLEST_BYTES);
        String body = body(seed);
        long padding = wished - body.length();
        String opening = "";
        String closing = "";
        for (int i = 0; i < 3; i++) { // the length of a length may change when the padding shrinks
            opening = body + "6 0 obj\n<< /Length " + padding + " >>\nstream\n";
            closing = closing(body, opening.length() + padding);
            padding = wished - opening.length() - closing.length();
            opening = body + "6 0 obj\n<< /Length " + padding + " >>\nstream\n";
        }
        // a space before the end-of-file marker takes up what a digit more or less leaves over
        long missing = wished - opening.length() - padding - closing.length();
        this.head = opening.getBytes(StandardCharsets.ISO_8859_1);
        this.paddingBytes = padding;
        this.tail = (" ".repeat((int) Math.max(0, missing)) + closing).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How long it is. */
    public long sizeBytes() {
        return head.length + paddingBytes + tail.length;
    }

    /** Writes it, and leaves {@code out} open. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long left = paddingBytes; left > 0; left -= CHUNK_BYTES) {
            random.nextBytes(chunk);
            out.write(chunk, 0, (int) Math.min(CHUNK_BYTES, left));
        }
        out.write(tail);
    }

    /** All of it in memory. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) sizeBytes());
        try {
            writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Writes it in base64, and leaves {@code out} open. */
    void writeBase64To(OutputStream out) throws IOException {
        try (OutputStream encoder = Base64.getEncoder().wrap(new KeptOpen(out))) {
            writeTo(encoder);
        }
    }

    /** Base64 of its SHA-1, which FHIR R4 wants in {@code attachment.hash}. */
    String sha1() {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha1));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    private static String body(long seed) {
        String text = "BT /F1 14 Tf 60 780 Td (Compte rendu fictif " + seed + ") Tj ET";
        return "%PDF-1.7\n"
                + "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                + "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n"
                + "4 0 obj\n<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream\nendobj\n"
                + "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n";
    }

    private static String closing(String body, long paddingEnd) {
        String end = "\nendstream\nendobj\n";
        StringBuilder table = new StringBuilder(end).append("xref\n0 7\n0000000000 65535 f \n");
        for (int object = 1; object <= 5; object++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", body.indexOf(object + " 0 obj")));
        }
        table.append(String.format(Locale.ROOT, "%010d 00000 n \n", body.length()));
        return table.append("trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n")
                .append(paddingEnd + end.length())
                .append("\n%%EOF\n")
                .toString();
    }
}
