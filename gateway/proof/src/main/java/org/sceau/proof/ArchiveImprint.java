package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an archive time-stamp is over (ETSI TS 119 182-1 clause 5.3.6.3): the bytes of every signed document in the order of
 * {@code sigD} ({@code b64} is false), the protected header, the signature value, with dots between, then our own
 * {@code batch} if there is one, and the elements of {@code etsiU} before it. The documents are read once, however many time-stamps cover them; memory does not grow with them.
 */
public final class ArchiveImprint {
    private static final int BUFFER_BYTES = 1 << 16;

    private final JadesFile file;
    private final Map<HashAlgorithm, MessageDigest> documents;

    private ArchiveImprint(JadesFile file, Map<HashAlgorithm, MessageDigest> documents) {
        this.file = file;
        this.documents = documents;
    }

    /**
     * What the next archive time-stamp of {@code file} is over; empty when a document is not at hand, cannot be read or is
     * not the one that was signed. Throws {@link MalformedProof} when the file is none of ours.
     */
    public static Optional<Digest> next(JadesFile file, HashAlgorithm hash, SignedBytes bytes) {
        return read(file, JadesHeader.of(Part.SIGNATURE, file).objects(), Set.of(hash), bytes)
                .map(imprint -> imprint.over(hash, file.etsiU().size()));
    }

    static Optional<ArchiveImprint> read(
            JadesFile file, List<SignedObject> objects, Set<HashAlgorithm> hashes, SignedBytes bytes) {
        Map<HashAlgorithm, MessageDigest> started = new EnumMap<>(HashAlgorithm.class);
        hashes.forEach(hash -> started.put(hash, hash.start()));
        for (SignedObject object : objects) {
            Optional<EvidenceWriter.Source> source = bytes.of(object.sha256());
            if (source.isEmpty() || !isRead(source.get(), object.sha256(), started)) {
                return Optional.empty();
            }
        }
        return Optional.of(new ArchiveImprint(file, started));
    }

    private static boolean isRead(
            EvidenceWriter.Source source, Digest wanted, Map<HashAlgorithm, MessageDigest> started) {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = source.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int length = n;
                sha256.update(buffer, 0, n);
                started.values().forEach(hash -> hash.update(buffer, 0, length));
            }
        } catch (IOException e) {
            return false;
        }
        return Digest.of(sha256.digest()).equals(wanted);
    }

    /** Of the time-stamp that stands after so many elements; {@code hash} is one of those that were read for. */
    Digest over(HashAlgorithm hash, int elements) {
        MessageDigest digest = copy(Objects.requireNonNull(documents.get(hash)));
        digest.update(("." + file.encodedHeader() + "." + file.signature() + ".").getBytes(StandardCharsets.US_ASCII));
        file.batch().map(CanonicalJson::encode).ifPresent(digest::update);
        for (String element : file.etsiU().subList(0, elements)) {
            digest.update(element.getBytes(StandardCharsets.US_ASCII));
        }
        return Digest.of(digest.digest());
    }

    private static MessageDigest copy(MessageDigest started) {
        try {
            return (MessageDigest) started.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-2 can be copied", e);
        }
    }
}
