package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One line of a journal file: canonical JSON, ended by LF. The file is
 *
 * <ol>
 *   <li>one {@link Header};
 *   <li>entries, each its own canonical bytes and nothing else, in the order of the log; after at most
 *       {@value #MOST_LEAVES} of them {@link Leaves}, the hashes that the tree holds for them, kept apart so that what was
 *       altered can be named; after each batch its {@link Sealed} checkpoint;
 *   <li>one {@link End}.
 * </ol>
 *
 * <p>The file holds what the journal holds: no salt, no opening.
 */
sealed interface JournalLine {
    /** Most bytes of a line: an entry of 1,000 documents has 65 KB. */
    int MOST_BYTES = 1 << 20;

    /** Most hashes in one line of leaves. */
    int MOST_LEAVES = 256;

    /** What the first line says of the format. */
    String FORMAT = "sceau-journal";

    /** Which log. */
    record Header(String log) implements JournalLine {
        @Override
        public JsonValue toJson() {
            return new ObjectDraft()
                    .put("format", FORMAT)
                    .put("v", 1)
                    .put("log", log)
                    .done();
        }
    }

    /** The leaf hashes of the entries since the last such line. */
    record Leaves(List<Digest> hashes) implements JournalLine {
        @Override
        public JsonValue toJson() {
            return new ObjectDraft()
                    .putTexts("leaves", hashes.stream().map(Digest::base64Url).toList())
                    .done();
        }
    }

    /** A checkpoint with its seal, over all entries before it, and its time-stamp if it has one. */
    record Sealed(SealedCheckpoint sealed, Optional<TimeStampToken> stamp) implements JournalLine {
        @Override
        public JsonValue toJson() {
            byte[] jades = sealed.jades().getBytes(StandardCharsets.UTF_8);
            return new ObjectDraft()
                    .put("checkpoint", sealed.note())
                    .put("seal", CanonicalJson.decode(Part.SEAL, jades))
                    .putIfPresent(
                            "stamp", stamp.map(token -> Base64.getEncoder().encodeToString(token.der())))
                    .done();
        }
    }

    /** How much there was: tells a file that was cut. */
    record End(long entries, long checkpoints) implements JournalLine {
        @Override
        public JsonValue toJson() {
            return new ObjectDraft()
                    .put("entries", entries)
                    .put("checkpoints", checkpoints)
                    .done();
        }
    }

    /** The line as JSON. */
    JsonValue toJson();

    /** The line's bytes, without LF. */
    default byte[] encode() {
        return CanonicalJson.encode(toJson());
    }

    /** Which line this is; every other one is an entry, or was one. */
    static Optional<JournalLine> decode(byte[] line) {
        String start = new String(line, 0, Math.min(line.length, 14), StandardCharsets.ISO_8859_1);
        if (start.startsWith("{\"leaves\":")) {
            return Optional.of(leaves(members(line)));
        }
        if (start.startsWith("{\"checkpoint\":")) {
            return Optional.of(sealed(members(line)));
        }
        if (start.startsWith("{\"checkpoints\"")) {
            Members members = members(line);
            End end = new End(members.integer("entries"), members.integer("checkpoints"));
            members.end();
            return Optional.of(end);
        }
        if (start.startsWith("{\"format\":")) {
            return Optional.of(header(members(line)));
        }
        return Optional.empty();
    }

    private static Members members(byte[] line) {
        return new Members(Part.FILE, CanonicalJson.decode(Part.FILE, line), "");
    }

    private static Header header(Members members) {
        members.constant("format", FORMAT);
        members.constant("v", 1);
        Header header = new Header(members.text("log"));
        members.end();
        if (!Tokens.isLogId(header.log())) {
            throw members.invalid("log");
        }
        return header;
    }

    private static Leaves leaves(Members members) {
        List<Digest> hashes = new ArrayList<>();
        for (String hash : members.texts("leaves")) {
            hashes.add(members.digest(hash, "leaves"));
        }
        members.end();
        if (hashes.isEmpty() || hashes.size() > MOST_LEAVES) {
            throw members.invalid("leaves");
        }
        return new Leaves(List.copyOf(hashes));
    }

    private static Sealed sealed(Members members) {
        String note = members.text("checkpoint");
        byte[] seal = CanonicalJson.encode(members.take("seal"));
        Optional<TimeStampToken> stamp = members.optionalText("stamp")
                .map(text -> TimeStampToken.decode(StrictBase64.standard(Part.STAMP, text, "stamp")));
        members.end();
        return new Sealed(new SealedCheckpoint(note, new String(seal, StandardCharsets.UTF_8)), stamp);
    }
}
