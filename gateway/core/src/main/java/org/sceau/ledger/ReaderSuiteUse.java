package org.sceau.ledger;

/**
 * How many deliveries depend on a suite in which content keys are wrapped for readers.
 *
 * @param suite its id, or {@link #UNMEASURED}, {@link #UNREADABLE} or {@link #OTHER}
 * @param waiting deliveries that have not ended
 * @param custody deliveries, ended ones too, of whose transfers the gateway has the content keys
 * @param readerOnly those of whose transfers it has none: only the readers open them
 */
public record ReaderSuiteUse(String suite, long waiting, long custody, long readerOnly) {
    /** Accepted before suites were recorded: {@link Recorder#measure} finds out. */
    public static final String UNMEASURED = "unmeasured";

    /** Its content does not open, so that nobody knows. */
    public static final String UNREADABLE = "unreadable";

    /** Wrapped in a way that this program does not know. */
    public static final String OTHER = "other";

    /** Nothing is wrapped for the recipient. */
    static final String NONE = "none";
}
