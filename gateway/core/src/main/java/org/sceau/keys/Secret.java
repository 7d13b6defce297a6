package org.sceau.keys;

/**
 * Something that must not be shown: a passphrase, a private key. Its text form is always {@code [REDACTED]}; it has
 * neither equals nor hashCode of its content, and cannot be serialised.
 *
 * @param <T> what is kept
 */
public final class Secret<T> {
    private final T value;

    private Secret(T value) {
        this.value = value;
    }

    /** Wraps {@code value} without copying. */
    public static <T> Secret<T> of(T value) {
        return new Secret<>(value);
    }

    /** The secret itself; what it is handed to MUST NOT print or keep it. */
    public T reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
