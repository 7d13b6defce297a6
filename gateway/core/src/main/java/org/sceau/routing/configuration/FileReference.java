package org.sceau.routing.configuration;

import java.nio.file.Path;

/**
 * A file that must be there when the configuration is read.
 *
 * @param path absolute
 */
public record FileReference(Path path) {}
