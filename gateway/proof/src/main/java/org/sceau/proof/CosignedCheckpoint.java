package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A log's checkpoint with the signatures that others, witnesses above all, have put under it (C2SP signed-note).
 *
 * @param checkpoint what the log signed
 * @param others the further signature lines, without their LF, as they stand; nobody has checked them
 */
public record CosignedCheckpoint(Checkpoint checkpoint, List<String> others) {
    private static final int MOST_CHARACTERS = 1 << 16;
    private static final int MOST_SIGNATURES = 64;
    private static final String SIGNATURE = "\u2014 ";

    /** Copies. */
    public CosignedCheckpoint {
        others = List.copyOf(others);
    }

    /**
     * Reads a note with at least the log's signature; the others may stand before it or behind.
     *
     * @throws MalformedProof when it has not the form of one
     */
    public static CosignedCheckpoint decode(String note) {
        int blank = note.indexOf("\n\n");
        int first = note.indexOf('\n');
        if (note.length() > MOST_CHARACTERS || blank < 0 || !note.endsWith("\n")) {
            throw invalid();
        }
        String own = SIGNATURE + note.substring(0, first) + " ";
        String text = note.substring(0, blank + 2);
        List<String> lines =
                List.of(note.substring(blank + 2, note.length() - 1).split("\n", -1));
        List<String> logs = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith(SIGNATURE) || lines.size() > MOST_SIGNATURES) {
                throw invalid();
            }
            (line.startsWith(own) ? logs : others).add(line);
        }
        if (logs.size() != 1) {
            throw invalid();
        }
        return new CosignedCheckpoint(Checkpoint.decode(text + logs.getFirst() + "\n"), others);
    }

    /** The whole note, the log's signature first. */
    public String note() {
        StringBuilder note = new StringBuilder(checkpoint.note());
        others.forEach(line -> note.append(line).append('\n'));
        return note.toString();
    }

    private static MalformedProof invalid() {
        return new MalformedProof(Part.CHECKPOINT, Reason.VALUE_INVALID, "");
    }
}
