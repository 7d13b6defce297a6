package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An evidence file, read once from its beginning to its end and held to the one form that {@link EvidenceWriter} gives it:
 * the members in their order, none twice, none unknown, the directory made again and compared, nothing before, between or
 * behind. Nothing is unpacked: there is no path to leave a directory by and no compression to burst. What the verifier does
 * not read is hashed in passing. Immutable.
 */
final class EvidenceContainer {
    /** A thousand receipts, some hundred payloads and lists. */
    private static final int MOST_MEMBERS = 4_096;

    /** Of all members together that are read: a thousand receipts of 10 KB, and lists. */
    private static final long MOST_KEPT_BYTES = 1 << 26;

    private static final int LONGEST_NAME = 64;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] MIME_TYPE = EvidenceWriter.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Digest> digests;
    private final Map<String, byte[]> contents;
    private final List<ZipForm.Place> places;

    private EvidenceContainer(Map<String, Digest> digests, Map<String, byte[]> contents, List<ZipForm.Place> places) {
        this.digests = digests;
        this.contents = contents;
        this.places = places;
    }

    /** SHA-256 of every member, in their order. */
    Map<String, Digest> digests() {
        return digests;
    }

    /** The content of a member that is read; throws {@link MalformedProof} if it is not there. */
    byte[] content(String name) {
        return Optional.ofNullable(contents.get(name))
                .orElseThrow(() -> new MalformedProof(Part.CONTAINER, Reason.MEMBER_MISSING, name));
    }

    /** A member of the same file, to be read once more; whether it still is what it was, its digest says. */
    EvidenceWriter.Source again(String name, EvidenceWriter.Source file) {
        ZipForm.Place place = places.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        long start = place.offset() + ZipForm.LOCAL_BYTES + name.length();
        return () -> new Slice(file.open(), start, place.sizeBytes());
    }

    /** The names of one kind, in their order. */
    List<String> names(EvidenceMember kind) {
        return digests.keySet().stream()
                .filter(name -> EvidenceMember.of(name).filter(kind::equals).isPresent())
                .toList();
    }

    /**
     * Reads a file to its end.
     *
     * @throws MalformedProof when it has not the form
     * @throws IOException when it cannot be read
     */
    static EvidenceContainer read(InputStream in) throws IOException {
        return new Reading(in).all();
    }

    /** One pass over a file. */
    private static final class Reading {
        private final InputStream in;
        private final List<ZipForm.Place> places = new ArrayList<>();
        private final Map<String, Digest> digests = new LinkedHashMap<>();
        private final Map<String, byte[]> contents = new LinkedHashMap<>();
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private EvidenceMember last = EvidenceMember.MIME_TYPE;
        private int number = -1;
        private long at;
        private long kept;

        Reading(InputStream in) {
            this.in = in;
        }

        EvidenceContainer all() throws IOException {
            byte[] head = in.readNBytes(ZipForm.LOCAL_BYTES);
            while (isLocal(head)) {
                member(head);
                head = in.readNBytes(ZipForm.LOCAL_BYTES);
            }
            byte[] directory = ZipForm.directory(places, at);
            byte[] rest = in.readNBytes(Math.max(0, directory.length - head.length));
            boolean same = head.length + rest.length == directory.length
                    && Arrays.equals(head, 0, head.length, directory, 0, head.length)
                    && Arrays.equals(rest, 0, rest.length, directory, head.length, directory.length)
                    && in.read() < 0;
            if (!same) {
                throw malformed(Reason.NOT_CANONICAL, "directory");
            }
            if (!Arrays.equals(contents.get("mimetype"), MIME_TYPE)) {
                throw malformed(Reason.VALUE_INVALID, "mimetype");
            }
            return new EvidenceContainer(digests, contents, places);
        }

        private static boolean isLocal(byte[] head) {
            return head.length == ZipForm.LOCAL_BYTES
                    && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() == ZipForm.LOCAL;
        }

        private void member(byte[] bytes) throws IOException {
            ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int nameBytes = Short.toUnsignedInt(head.getShort(26));
            if (nameBytes > LONGEST_NAME || places.size() == MOST_MEMBERS) {
                throw malformed(Reason.TOO_LARGE, "");
            }
            byte[] ascii = in.readNBytes(nameBytes);
            String name = new String(ascii, StandardCharsets.ISO_8859_1);
            int crc = head.getInt(14);
            long size = Integer.toUnsignedLong(head.getInt(18));
            EvidenceMember kind = EvidenceMember.of(name)
                    // a name of nobody knows what is not repeated to a terminal
                    .orElseThrow(() -> malformed(Reason.MEMBER_UNKNOWN, "member " + (places.size() + 1)));
            requireOrder(kind, kind.number(name), name);
            if (!Arrays.equals(ZipForm.local(name, size, crc), 0, ZipForm.LOCAL_BYTES, bytes, 0, bytes.length)) {
                throw malformed(Reason.NOT_CANONICAL, name);
            }
            kept += kind.isRead() ? size : 0;
            if ((kind.isRead() && size > kind.keptBytes()) || kept > MOST_KEPT_BYTES) {
                throw malformed(Reason.TOO_LARGE, name);
            }
            places.add(new ZipForm.Place(name, size, crc, at));
            at += ZipForm.LOCAL_BYTES + nameBytes + size;
            if (at > ZipForm.MOST_BYTES) {
                throw malformed(Reason.TOO_LARGE, name);
            }
            content(name, size, crc, kind.isRead());
        }

        private void requireOrder(EvidenceMember kind, int place, String name) {
            boolean next = kind == last ? place > number : kind.compareTo(last) > 0;
            if (!next || (places.isEmpty() && kind != EvidenceMember.MIME_TYPE)) {
                throw malformed(Reason.ORDER_INVALID, name);
            }
            last = kind;
            number = place;
        }

        private void content(String name, long size, int crc, boolean keep) throws IOException {
            MessageDigest sha256 = Digest.sha256();
            CRC32 check = new CRC32();
            if (keep) {
                byte[] content = in.readNBytes((int) size);
                sha256.update(content);
                check.update(content);
                contents.put(name, content);
                requireWhole(content.length == size, name);
            } else {
                for (long left = size; left > 0; ) {
                    int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    requireWhole(n >= 0, name);
                    sha256.update(buffer, 0, n);
                    check.update(buffer, 0, n);
                    left -= n;
                }
            }
            if ((int) check.getValue() != crc) {
                throw malformed(Reason.CHECKSUM_MISMATCH, name);
            }
            digests.put(name, Digest.of(sha256.digest()));
        }

        private static void requireWhole(boolean whole, String name) {
            if (!whole) {
                throw malformed(Reason.TRUNCATED, name);
            }
        }

        private static MalformedProof malformed(Reason reason, String where) {
            return new MalformedProof(Part.CONTAINER, reason, where);
        }
    }
}
