package org.sceau.app.cli;

/** A command ends with something other than success; says what in the user's words. */
final class CommandFailed extends Exception {
    private final ExitCode exit;
    private final String key;
    private final transient Object[] arguments;

    CommandFailed(ExitCode exit, String key, Object... arguments) {
        super(key);
        this.exit = exit;
        this.key = key;
        this.arguments = arguments.clone();
    }

    ExitCode exit() {
        return exit;
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
