package org.sceau.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Writes an evidence file: an ASiC-E container (ETSI EN 319 162-1 V1.1.1) with a CAdES seal over a manifest of all members.
 * The same content and time give the same bytes, but for the seal.
 *
 * <p>Every member is read twice, once for its digest and once to be written, so that memory does not grow with it and its
 * size stands before it. Not thread-safe.
 */
public final class EvidenceWriter {
    /** Media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, Source> members = new LinkedHashMap<>();
    private int receipts;
    private int lists;

    /** Bytes that can be read again and again, and are the same each time. */
    @FunctionalInterface
    public interface Source {

        /** From their beginning; the caller closes. */
        InputStream open() throws IOException;
    }

    private record Measured(long sizeBytes, int crc, Digest sha256) {}

    /** A file that begins with what it is about. Members MUST be added in the order of the methods below. */
    public EvidenceWriter(EvidenceStatement statement) {
        add("mimetype", MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII));
        add(EvidenceMember.STATEMENT_FILE, statement.encode());
    }

    /** A receipt, in the order of the journal. */
    public EvidenceWriter receipt(byte[] file) {
        add(String.format(Locale.ROOT, "receipts/%03d.json", receipts++), file);
        return this;
    }

    /** The JAdES signature. */
    public EvidenceWriter signature(byte[] jades) {
        add(EvidenceMember.JADES_FILE, jades);
        return this;
    }

    /** The metadata object; {@code ending} is {@code json}, {@code xml} or {@code p7m}. */
    public EvidenceWriter metadata(String ending, Source source) {
        members.put("metadata." + ending, source);
        return this;
    }

    /** A payload, clear or as CMS object. */
    public EvidenceWriter payload(int number, boolean encrypted, Source source) {
        members.put("payload/" + number + (encrypted ? ".p7m" : ""), source);
        return this;
    }

    /** A revocation list in DER. */
    public EvidenceWriter revocationList(byte[] der) {
        add(String.format(Locale.ROOT, "revocation/%03d.crl", lists++), der);
        return this;
    }

    private void add(String name, byte[] content) {
        byte[] copy = content.clone();
        members.put(name, () -> new ByteArrayInputStream(copy));
    }

    /**
     * Seals and writes; does not close {@code out}.
     *
     * @param at the time that the seal claims
     * @throws IOException when a source cannot be read, gives other bytes the second time, or the file would pass 4 GiB
     */
    public void write(OutputStream out, RawSigner seal, Instant at) throws IOException {
        Map<String, Measured> measured = new LinkedHashMap<>();
        Map<String, Digest> digests = new LinkedHashMap<>();
        for (Map.Entry<String, Source> member : members.entrySet()) {
            Measured found = copy(member.getValue(), OutputStream.nullOutputStream());
            measured.put(member.getKey(), found);
            if (EvidenceMember.of(member.getKey())
                    .filter(EvidenceMember::isInManifest)
                    .isPresent()) {
                digests.put(member.getKey(), found.sha256());
            }
        }
        byte[] manifest = EvidenceManifest.of(digests);
        Map<String, Source> all = new LinkedHashMap<>(members);
        all.put(EvidenceMember.MANIFEST_FILE, () -> new ByteArrayInputStream(manifest));
        byte[] signature = Cades.seal(seal, manifest, at);
        all.put(EvidenceMember.SIGNATURE_FILE, () -> new ByteArrayInputStream(signature));
        for (String name : List.of(EvidenceMember.MANIFEST_FILE, EvidenceMember.SIGNATURE_FILE)) {
            measured.put(name, copy(Objects.requireNonNull(all.get(name)), OutputStream.nullOutputStream()));
        }
        write(out, all, measured);
    }

    private static void write(OutputStream out, Map<String, Source> all, Map<String, Measured> measured)
            throws IOException {
        List<ZipForm.Place> places = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, Measured> member : measured.entrySet()) {
            Measured known = member.getValue();
            places.add(new ZipForm.Place(member.getKey(), known.sizeBytes(), known.crc(), offset));
            offset += ZipForm.LOCAL_BYTES + member.getKey().length() + known.sizeBytes();
            if (offset > ZipForm.MOST_BYTES) {
                throw new IOException("an evidence file has less than 4 GiB");
            }
        }
        for (ZipForm.Place place : places) {
            out.write(ZipForm.local(place.name(), place.sizeBytes(), place.crc()));
            if (!copy(Objects.requireNonNull(all.get(place.name())), out).equals(measured.get(place.name()))) {
                throw new IOException("a member changed while it was written");
            }
        }
        out.write(ZipForm.directory(places, offset));
    }

    private static Measured copy(Source source, OutputStream out) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = source.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
                size += n;
            }
        }
        return new Measured(size, (int) crc.getValue(), Digest.of(sha256.digest()));
    }
}
