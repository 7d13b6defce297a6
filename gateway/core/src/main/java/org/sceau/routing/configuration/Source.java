package org.sceau.routing.configuration;

/**
 * What was made of a file, and the file.
 *
 * @param name of the file, relative to {@code conf/}
 * @param root its content
 * @param value what was made of it
 */
record Source<T>(String name, Value.Mapping root, T value) {

    /** The file's name without folder and ending. */
    String stem() {
        return stem(name);
    }

    /** A file's name without folder and ending. */
    static String stem(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - ".yaml".length());
    }

    /** The place of a setting. */
    Place at(String... path) {
        return root.at(path);
    }
}
