package org.sceau.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one form that a ZIP file (PKWARE APPNOTE 6.3.10) of ours has: members stored, sizes before the content, no flag, no
 * extra field, no comment, the first moment of the format as time, the directory in the order of the members and nothing
 * around it. What is not content follows from names, sizes and CRCs, and can be compared.
 */
final class ZipForm {
    static final int LOCAL = 0x04034b50;
    static final int LOCAL_BYTES = 30;
    /** Largest size and offset without the 64-bit form, which other verifiers do not all read. */
    static final long MOST_BYTES = 0xffff_fffeL;

    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final short VERSION = 10;
    /** 1980-01-01 00:00. */
    private static final short DATE = 0x21;

    private ZipForm() {}

    /**
     * What the headers say of a member.
     *
     * @param offset of its local header
     */
    record Place(String name, long sizeBytes, int crc, long offset) {}

    static byte[] local(String name, long sizeBytes, int crc) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[LOCAL_BYTES + ascii.length];
        ByteBuffer out = on(bytes).putInt(LOCAL);
        common(out, sizeBytes, crc, ascii.length);
        out.put(ascii);
        return bytes;
    }

    /** Everything behind the members, which end at {@code at}. */
    static byte[] directory(List<Place> places, long at) {
        int length = END_BYTES;
        for (Place place : places) {
            length += CENTRAL_BYTES + place.name().length();
        }
        byte[] bytes = new byte[length];
        ByteBuffer out = on(bytes);
        for (Place place : places) {
            byte[] ascii = place.name().getBytes(StandardCharsets.US_ASCII);
            out.putInt(CENTRAL).putShort(VERSION);
            common(out, place.sizeBytes(), place.crc(), ascii.length);
            // comment, disk, internal and external attributes: none
            out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            out.putInt((int) place.offset()).put(ascii);
        }
        short count = (short) places.size();
        out.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        out.putInt(length - END_BYTES).putInt((int) at).putShort((short) 0);
        return bytes;
    }

    private static void common(ByteBuffer out, long sizeBytes, int crc, int nameBytes) {
        // version, flags, method (stored), time
        out.putShort(VERSION).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        out.putShort(DATE).putInt(crc).putInt((int) sizeBytes).putInt((int) sizeBytes);
        out.putShort((short) nameBytes).putShort((short) 0);
    }

    private static ByteBuffer on(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
