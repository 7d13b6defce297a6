package org.sceau.proof;

/**
 * A proof, or a part of one, that does not have its form. The message names part, reason and place (a member name of our
 * own formats), never a value.
 */
public final class MalformedProof extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Part part;
    private final Reason reason;
    private final String where;

    /** Names what is malformed; {@code where} is a member name or empty. */
    public MalformedProof(Part part, Reason reason, String where) {
        super(part.code() + ": " + reason.code() + (where.isEmpty() ? "" : " (" + where + ")"));
        this.part = part;
        this.reason = reason;
        this.where = where;
    }

    /** The part concerned. */
    public Part part() {
        return part;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** The member concerned, or empty. */
    public String where() {
        return where;
    }
}
