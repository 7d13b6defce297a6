package org.sceau.routing.configuration;

/**
 * Where something stands.
 *
 * @param file relative to {@code conf/}
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 when the whole file is meant
 */
record Place(String file, int line, int column) {

    static Place of(String file) {
        return new Place(file, 0, 0);
    }
}
