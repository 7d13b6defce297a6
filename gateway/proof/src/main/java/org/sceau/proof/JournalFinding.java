package org.sceau.proof;

/**
 * One thing that is wrong with a journal.
 *
 * @param fault what
 * @param place index of the entry concerned, or of the first; for a checkpoint the size it is over; {@code -1} for none
 * @param until index of the last entry concerned; for an entry that was moved, where it stands now; {@code -1} for none
 * @param subject id of the entry that stands there, or name of the given checkpoint, or empty
 * @param detail code of part and reason, or empty
 */
public record JournalFinding(JournalFault fault, long place, long until, String subject, String detail) {

    static JournalFinding at(JournalFault fault, long place, String subject) {
        return new JournalFinding(fault, place, -1, subject, "");
    }

    static JournalFinding among(JournalFault fault, long first, long last) {
        return new JournalFinding(fault, first, last, "", "");
    }

    static JournalFinding of(JournalFault fault, long place, Part part, Reason reason) {
        return new JournalFinding(fault, place, -1, "", part.code() + "/" + reason.code());
    }
}
