/**
 * The command line, {@code sceau}: data on standard output, talk on standard error, exit codes as {@link
 * org.sceau.app.cli.ExitCode} says. Start with {@link org.sceau.app.cli.Sceau}.
 */
@NullMarked
package org.sceau.app.cli;

import org.jspecify.annotations.NullMarked;
