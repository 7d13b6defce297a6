package org.sceau.app.cli;

/** The exit codes of every command; {@code sceau help exit-codes} prints them. */
public enum ExitCode {
    DONE(0),
    FALSE(1),
    USAGE(2),
    CONFIGURATION(3),
    NOT_FOUND(4),
    UNREACHABLE(5),
    NOT_PERMITTED(6),
    CONFLICT(7),
    PARTIAL(8),
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process exit code. */
    public int number() {
        return number;
    }
}
