package org.sceau.routing.configuration;

/** A setting names a file that is not what it should be. */
final class UnusableFile extends IllegalArgumentException {

    UnusableFile(String found) {
        super(found);
    }

    String found() {
        return String.valueOf(getMessage());
    }
}
