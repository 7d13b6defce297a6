package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of COSE receipts written from RFC 8949, RFC 9052, RFC 9162 section 2.1.3.2 and RFC 9942 alone: it shares no
 * line with what it judges, and of our labels it knows only where the entry stands.
 */
final class CoseByTheRfc {
    private static final long OUR_ENTRY = -65537;

    private final byte[] protectedBytes;
    private final Map<Long, Object> protectedHeader;
    private final Map<Long, Object> unprotectedHeader;
    private final byte[] signature;

    private CoseByTheRfc(byte[] protectedBytes, Object unprotectedHeader, byte[] signature) {
        this.protectedBytes = protectedBytes;
        this.protectedHeader = labels(item(ByteBuffer.wrap(protectedBytes)));
        this.unprotectedHeader = labels(unprotectedHeader);
        this.signature = signature;
    }

    /** Reads a COSE_Sign1 with tag and detached payload. */
    static CoseByTheRfc read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        assertThat(in.get() & 0xff).as("tag 18").isEqualTo(0xd2);
        List<?> sign1 = (List<?>) item(in);
        assertThat(in.hasRemaining()).isFalse();
        assertThat(sign1).hasSize(4);
        assertThat(sign1.get(2)).as("detached payload").isEqualTo(Optional.empty());
        return new CoseByTheRfc((byte[]) sign1.get(0), sign1.get(1), (byte[]) sign1.get(3));
    }

    Map<Long, Object> protectedHeader() {
        return protectedHeader;
    }

    byte[] entry() {
        return (byte[]) at(unprotectedHeader, OUR_ENTRY);
    }

    /** RFC 9942, receipt of inclusion: first the path from the entry to a root, then the signature over that root. */
    boolean verifies(byte[] entry, byte[] publicKey) {
        if (!Long.valueOf(1).equals(protectedHeader.get(395L))
                || !Long.valueOf(-8).equals(protectedHeader.get(1L))) {
            return false;
        }
        List<?> proofs = (List<?>) at(labels(at(unprotectedHeader, 396)), -1);
        List<?> proof = (List<?>) item(ByteBuffer.wrap((byte[]) proofs.getFirst()));
        byte @Nullable [] root = root((Long) proof.get(0), (Long) proof.get(1), (List<?>) proof.get(2), entry);
        return root != null && signed(root, publicKey);
    }

    private static byte @Nullable [] root(long size, long index, List<?> path, byte[] entry) {
        if (index >= size) {
            return null;
        }
        byte[] r = hash(new byte[] {0}, entry);
        long fn = index;
        long sn = size - 1;
        for (Object p : path) {
            if (sn == 0) {
                return null;
            }
            if (fn % 2 == 1 || fn == sn) {
                r = hash(new byte[] {1}, (byte[]) p, r);
                while (fn % 2 == 0 && fn != 0) {
                    fn = fn / 2;
                    sn = sn / 2;
                }
            } else {
                r = hash(new byte[] {1}, r, (byte[]) p);
            }
            fn = fn / 2;
            sn = sn / 2;
        }
        return sn == 0 ? r : null;
    }

    private boolean signed(byte[] payload, byte[] publicKey) {
        ByteArrayOutputStream structure = new ByteArrayOutputStream();
        structure.write(0x84);
        structure.write(0x60 + 10);
        structure.writeBytes("Signature1".getBytes(StandardCharsets.US_ASCII));
        structure.writeBytes(length(protectedBytes.length));
        structure.writeBytes(protectedBytes);
        structure.write(0x40);
        structure.writeBytes(length(payload.length));
        structure.writeBytes(payload);
        try {
            byte[] y = new byte[32];
            for (int i = 0; i < 32; i++) {
                y[i] = publicKey[31 - i];
            }
            boolean odd = (y[0] & 0x80) != 0;
            y[0] &= 0x7f;
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)))));
            ed25519.update(structure.toByteArray());
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] length(int bytes) {
        assertThat(bytes).isBetween(24, 255);
        return new byte[] {0x58, (byte) bytes};
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Long, Object> labels(Object map) {
        Map<Long, Object> labels = new TreeMap<>();
        ((Map<?, ?>) map).forEach((label, value) -> labels.put((Long) label, value));
        return labels;
    }

    private static Object at(Map<Long, Object> map, long label) {
        return Objects.requireNonNull(map.get(label));
    }

    /** One item; nothing ({@code null}) is an empty Optional. */
    private static Object item(ByteBuffer in) {
        int initial = in.get() & 0xff;
        long argument = initial & 31;
        if (argument >= 24) {
            int bytes = 1 << (argument - 24);
            argument = 0;
            for (int i = 0; i < bytes; i++) {
                argument = argument << 8 | (in.get() & 0xff);
            }
        }
        return switch (initial >> 5) {
            case 0 -> argument;
            case 1 -> -1 - argument;
            case 2 -> bytes(in, argument);
            case 3 -> new String(bytes(in, argument), StandardCharsets.UTF_8);
            case 4 -> {
                List<Object> items = new ArrayList<>();
                for (int i = 0; i < argument; i++) {
                    items.add(item(in));
                }
                yield items;
            }
            case 5 -> {
                Map<Object, Object> map = new TreeMap<>();
                for (int i = 0; i < argument; i++) {
                    map.put(item(in), item(in));
                }
                yield map;
            }
            default -> {
                assertThat(initial).as("null").isEqualTo(0xf6);
                yield Optional.empty();
            }
        };
    }

    private static byte[] bytes(ByteBuffer in, long count) {
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return bytes;
    }
}
