/** What a document costs: load over mutual TLS against the packaged gateway, beside the bare steps in the same run. */
@NullMarked
package org.sceau.it.bench;

import org.jspecify.annotations.NullMarked;
