package org.sceau.trust;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Extensions of a revocation list or of one entry, none of which is critical and unknown. */
record ListExtensions(Map<String, byte[]> values) {
    static final ListExtensions NONE = new ListExtensions(Map.of());

    /** Longest extension: one point has a few hundred bytes, names of others some thousands. */
    private static final int EXTENSION_BYTES = 64 * 1024;

    private static final int OID_BYTES = 32;
    private static final int MAXIMUM = 32;

    Optional<byte[]> value(String oid) {
        return Optional.ofNullable(values.get(oid));
    }

    /** Takes them, if there are any before {@code end}. */
    static ListExtensions read(DerStream der, long end, List<String> understood) throws IOException {
        if (der.next(end) != DerStream.SEQUENCE) {
            return NONE;
        }
        Map<String, byte[]> values = new HashMap<>(4);
        long last = der.open(DerStream.SEQUENCE, end);
        while (der.position() < last) {
            long one = der.open(DerStream.SEQUENCE, last);
            String oid = DerValues.oid(der.content(DerStream.OID, one, OID_BYTES));
            boolean critical = der.next(one) == DerStream.BOOLEAN && isTrue(der.content(DerStream.BOOLEAN, one, 1));
            byte[] value = der.content(DerStream.OCTETS, one, EXTENSION_BYTES);
            der.end(one);
            if (critical && !understood.contains(oid)) {
                throw new StreamCorruptedException("extension " + oid + " is critical and unknown");
            }
            if (values.put(oid, value) != null || values.size() > MAXIMUM) {
                throw new StreamCorruptedException("extension " + oid + " is one too many");
            }
        }
        return new ListExtensions(values);
    }

    private static boolean isTrue(byte[] value) throws IOException {
        if (value.length != 1) {
            throw new StreamCorruptedException("a truth value has no value");
        }
        return value[0] != 0;
    }
}
