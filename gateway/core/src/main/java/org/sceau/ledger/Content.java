package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.sceau.failure.FailureCode;
import org.sceau.index.Packer;
import org.sceau.index.Unpacker;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.proof.Digest;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.ContentKey;
import org.sceau.vault.PayloadLocation;

/**
 * The sealed content of a transfer: metadata object, signature, places and keys of its objects. One value, cut into parts
 * because H2 keeps at most 1 MiB in a column.
 */
record Content(
        String profile,
        Interaction interaction,
        Format format,
        Octets metadata,
        Octets jades,
        List<StoredObject> objects) {
    private static final int PART_BYTES = 512 * 1024;
    private static final String INSERT = "insert into content (transfer, part, sealed) values (?, ?, ?)";
    private static final String SELECT = "select part, sealed from content where transfer = ? order by part";
    private static final String DELETE = "delete from content where transfer = ?";

    static void insert(Batch batch, Acceptance acceptance, WorkingKey key) throws SQLException {
        insert(batch, acceptance.transfer(), pack(batch, acceptance, key), key);
    }

    private static void insert(Batch batch, TransferId transfer, byte[] packed, WorkingKey key) throws SQLException {
        UUID id = transfer.value();
        for (int part = 0; part * PART_BYTES < packed.length; part++) {
            byte[] clear =
                    Arrays.copyOfRange(packed, part * PART_BYTES, Math.min(packed.length, (part + 1) * PART_BYTES));
            batch.sql().run(INSERT, id, part, key.seal(clear, place(transfer, part), batch.random()));
        }
    }

    /**
     * Puts other objects in the place of those that are stored: the same but for their readers. What is stored is read back
     * before anything of it is committed (ADR 0031).
     */
    void replaceObjects(Batch batch, TransferId transfer, List<StoredObject> by, WorkingKey key) throws SQLException {
        Packer packer = head(profile, interaction.name(), format.name(), metadata, jades, by.size());
        by.forEach(object -> pack(packer, object, key));
        byte[] packed = packer.done();
        batch.sql().run(DELETE, transfer.value());
        insert(batch, transfer, packed, key);
        if (!Arrays.equals(packed, joined(batch.sql(), transfer, key))) {
            throw new StoreFailed(FailureCode.STORE_DAMAGED, "content of " + transfer + " was stored wrongly", null);
        }
    }

    private static byte[] pack(Batch batch, Acceptance acceptance, WorkingKey key) throws SQLException {
        var split = acceptance.submission().split();
        Packer packer = head(
                acceptance.submission().profile(),
                split.interaction().name(),
                split.metadata().format().name(),
                Octets.of(split.metadata().content()),
                acceptance.jades(),
                acceptance.objects().size());
        boolean kept = acceptance.mode() != Mode.READER_ONLY;
        for (AcceptedObject object : acceptance.objects()) {
            pack(packer, object.stored(batch.location(object.payload().id()), kept), key);
        }
        return packer.done();
    }

    private static Packer head(
            String profile, String interaction, String format, Octets metadata, Octets jades, int objects) {
        return new Packer()
                .number(1)
                .text(profile)
                .text(interaction)
                .text(format)
                .bytes(metadata.bytes())
                .bytes(jades.bytes())
                .number(objects);
    }

    private static void pack(Packer packer, StoredObject object, WorkingKey key) {
        packer.number(object.number())
                .text(object.location().file())
                .number(object.location().offset())
                .number(object.location().length())
                .text(object.nonce())
                .text(object.tag())
                .number(object.sizeBytes())
                .bytes(object.sha256().bytes())
                .bytes(object.ciphertextSha256().bytes())
                .number(object.readers().size());
        for (ReaderWrap reader : object.readers()) {
            packer.text(reader.reader().value())
                    .bytes(reader.certificate().bytes())
                    .bytes(reader.recipientInfo().bytes());
        }
        packer.bytes(object.key().map(clear -> wrapped(clear, key)).orElseGet(() -> new byte[0]));
    }

    private static byte[] wrapped(ContentKey content, WorkingKey key) {
        byte[] clear = content.bytes();
        byte[] wrapped = Sealing.wrap(key.key(), clear);
        Arrays.fill(clear, (byte) 0);
        return wrapped;
    }

    private static byte[] joined(Queries sql, TransferId transfer, WorkingKey key) throws SQLException {
        Packer joined = new Packer();
        List<byte[]> parts = sql.all(
                SELECT,
                row -> key.open(Columns.bytes(row, "sealed"), place(transfer, row.getInt("part"))),
                transfer.value());
        if (parts.isEmpty()) {
            throw new StoreFailed(FailureCode.STORE_DAMAGED, "no content of transfer " + transfer, null);
        }
        parts.forEach(joined::raw);
        return joined.done();
    }

    static Content read(Queries sql, TransferId transfer, WorkingKey key) throws SQLException {
        Unpacker in = new Unpacker(joined(sql, transfer, key));
        Sealed.requireForm(in);
        return new Content(
                in.text(),
                Interaction.valueOf(in.text()),
                Format.valueOf(in.text()),
                Octets.of(in.bytes()),
                Octets.of(in.bytes()),
                objects(in, key.key()));
    }

    private static List<StoredObject> objects(Unpacker in, SecretKey key) {
        List<StoredObject> objects = new ArrayList<>();
        for (long i = in.number(); i > 0; i--) {
            int number = (int) in.number();
            PayloadLocation location = new PayloadLocation(in.text(), in.number(), in.number());
            String nonce = in.text();
            String tag = in.text();
            long size = in.number();
            Digest sha256 = Digest.of(in.bytes());
            Digest ciphertextSha256 = Digest.of(in.bytes());
            List<ReaderWrap> readers = readers(in);
            Optional<ContentKey> contentKey = contentKey(in.bytes(), key);
            objects.add(new StoredObject(
                    number, location, nonce, tag, size, sha256, ciphertextSha256, contentKey, readers));
        }
        return objects;
    }

    private static List<ReaderWrap> readers(Unpacker in) {
        List<ReaderWrap> readers = new ArrayList<>();
        for (long i = in.number(); i > 0; i--) {
            readers.add(new ReaderWrap(new PartnerId(in.text()), Digest.of(in.bytes()), Octets.of(in.bytes())));
        }
        return readers;
    }

    private static Optional<ContentKey> contentKey(byte[] wrapped, SecretKey key) {
        try {
            return wrapped.length == 0 ? Optional.empty() : Optional.of(new ContentKey(Sealing.unwrap(key, wrapped)));
        } catch (SealBroken e) {
            throw new StoreFailed(FailureCode.STORE_DAMAGED, "a content key does not open", e);
        }
    }

    private static String place(TransferId transfer, int part) {
        return "content.sealed/" + transfer + "/" + part;
    }

    void destroyKeys() {
        objects.forEach(object -> object.key().ifPresent(ContentKey::destroy));
    }

    @Override
    public String toString() {
        return "Content[" + objects.size() + " objects]";
    }
}
