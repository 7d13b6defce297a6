package org.sceau.keys;

/** Something went wrong in the provider: the session is not to be used any more. */
final class SessionBroken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SessionBroken(RuntimeException cause) {
        super(cause);
    }

    /** What it was. Never the message: a provider may quote what it was given. */
    static String kind(Exception failure) {
        Throwable cause = failure.getCause();
        return (cause == null ? failure : cause).getClass().getName();
    }
}
