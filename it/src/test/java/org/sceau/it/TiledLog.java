package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sceau.it.support.OperatorView;

/** A log as anybody reads it over HTTP: C2SP tlog-checkpoint and tlog-tiles, RFC 9162, and no class of the project. */
final class TiledLog {
    private static final int WIDTH = 256;
    private static final int HASH_BYTES = 32;

    private final HttpClient http = HttpClient.newHttpClient();
    private final OperatorView operator;

    TiledLog(OperatorView operator) {
        this.operator = operator;
    }

    /** What the first lines of a checkpoint say. */
    record Head(String origin, long size, String root) {}

    Head head() throws IOException, InterruptedException {
        List<String> lines =
                new String(body("/checkpoint"), StandardCharsets.UTF_8).lines().toList();
        return new Head(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    /** The hashes of {@code level} in the tree of {@code size} entries, from its tiles. */
    List<ByteBuffer> hashes(int level, long size) throws IOException, InterruptedException {
        long count = size >>> (8 * level);
        List<ByteBuffer> hashes = new ArrayList<>();
        for (String address : addresses(Integer.toString(level), count)) {
            byte[] tile = body(address);
            assertThat(tile.length % HASH_BYTES).isZero();
            for (int at = 0; at < tile.length; at += HASH_BYTES) {
                hashes.add(ByteBuffer.wrap(tile, at, HASH_BYTES).slice());
            }
        }
        assertThat(hashes).hasSize((int) count);
        return hashes;
    }

    /** The entries themselves. */
    List<byte[]> entries(long size) throws IOException, InterruptedException {
        List<byte[]> entries = new ArrayList<>();
        for (String address : addresses("entries", size)) {
            ByteBuffer bundle = ByteBuffer.wrap(body(address));
            while (bundle.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                bundle.get(entry);
                entries.add(entry);
            }
        }
        assertThat(entries).hasSize((int) size);
        return entries;
    }

    private static List<String> addresses(String level, long count) {
        List<String> addresses = new ArrayList<>();
        for (long tile = 0; tile < count / WIDTH; tile++) {
            addresses.add(String.format("/tile/%s/%03d", level, tile));
        }
        if (count % WIDTH > 0) {
            addresses.add(String.format("/tile/%s/%03d.p/%d", level, count / WIDTH, count % WIDTH));
        }
        return addresses;
    }

    /** The hash of a leaf (RFC 9162, 2.1.1). */
    static ByteBuffer leaf(byte[] entry) {
        return sha256(ByteBuffer.wrap(new byte[] {0}), ByteBuffer.wrap(entry));
    }

    /** The root over hashes of leaves (RFC 9162, 2.1.1). */
    static ByteBuffer root(List<ByteBuffer> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return sha256(
                ByteBuffer.wrap(new byte[] {1}),
                root(leaves.subList(0, left)),
                root(leaves.subList(left, leaves.size())));
    }

    static String base64(ByteBuffer hash) {
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder().encode(hash.duplicate()))
                .toString();
    }

    private static ByteBuffer sha256(ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] body(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(operator.request(path).build(), BodyHandlers.ofByteArray());
    }
}
