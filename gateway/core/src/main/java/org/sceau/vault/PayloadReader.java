package org.sceau.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.sceau.proof.Digest;
import org.sceau.suites.ContentDecryption;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Suites;

/** Verifies and decrypts what lies in the vault. */
final class PayloadReader {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final VaultSettings settings;

    PayloadReader(VaultSettings settings) {
        this.settings = settings;
    }

    InputStream ciphertext(PayloadLocation location) throws IOException {
        return CiphertextStream.open(settings.directory(), location);
    }

    /** Verifies the digest by a pass of its own where the ciphertext is large, in memory where it is small. */
    InputStream verifiedCiphertext(PayloadLocation location, Digest sha256) throws IOException {
        if (location.length() <= settings.smallPayloadBytes()) {
            return new ByteArrayInputStream(requireDigest(read(location), sha256, location.file()));
        }
        var digest = Suites.sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = ciphertext(location)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        if (!Digest.of(digest.digest()).equals(sha256)) {
            throw new PayloadDamaged(Damage.DIGEST_DIFFERS, location.file());
        }
        return ciphertext(location);
    }

    Opening open(PayloadLocation location, String nonce, String tag, Digest ciphertextSha256, ContentKey key)
            throws IOException {
        byte[] secret = key.bytes();
        try {
            return new Opening.Opened(
                    location.length() <= settings.smallPayloadBytes()
                            ? small(read(location), nonce, tag, ciphertextSha256, secret, location.file())
                            : large(location, nonce, tag, ciphertextSha256, secret));
        } catch (PayloadDamaged e) {
            return new Opening.Refused(e.damage());
        } catch (SealBroken e) {
            return new Opening.Refused(Damage.TAG_DIFFERS);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** A payload that waits in memory for the recorder. */
    Opening openWaiting(byte[] ciphertext, StoredPayload payload) {
        byte[] secret = payload.key().bytes();
        try {
            return new Opening.Opened(
                    small(ciphertext, payload.nonce(), payload.tag(), payload.ciphertextSha256(), secret, "memory"));
        } catch (PayloadDamaged e) {
            return new Opening.Refused(e.damage());
        } catch (SealBroken e) {
            return new Opening.Refused(Damage.TAG_DIFFERS);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static ClearPayload small(
            byte[] ciphertext, String nonce, String tag, Digest sha256, byte[] secret, String file) {
        requireDigest(ciphertext, sha256, file);
        byte[] clear = ContentDecryption.whole(secret, bytes(nonce), bytes(tag), ciphertext);
        return new ClearPayload(new ByteArrayInputStream(clear), clear.length);
    }

    private ClearPayload large(PayloadLocation location, String nonce, String tag, Digest sha256, byte[] secret)
            throws IOException {
        verifiedCiphertext(location, sha256).close();
        verifyTag(location, nonce, tag, secret);
        var decryption = ContentDecryption.start(secret, bytes(nonce));
        return new ClearPayload(
                new ClearStream(ciphertext(location), location.length(), decryption, bytes(tag), location.file()),
                location.length());
    }

    private void verifyTag(PayloadLocation location, String nonce, String tag, byte[] secret) throws IOException {
        var decryption = ContentDecryption.start(secret, bytes(nonce));
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = ciphertext(location)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                decryption.update(chunk, 0, read);
            }
        }
        decryption.verify(bytes(tag));
    }

    private byte[] read(PayloadLocation location) throws IOException {
        try (InputStream in = ciphertext(location)) {
            return in.readAllBytes();
        }
    }

    private static byte[] requireDigest(byte[] ciphertext, Digest sha256, String file) {
        if (!Digest.sha256(ciphertext).equals(sha256)) {
            throw new PayloadDamaged(Damage.DIGEST_DIFFERS, file);
        }
        return ciphertext;
    }

    /** A nonce or tag that is not hexadecimal was altered in the ledger. */
    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new SealBroken();
        }
    }
}
