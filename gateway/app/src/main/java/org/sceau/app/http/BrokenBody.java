package org.sceau.app.http;

import java.io.IOException;

/** The client broke off its request: there is nobody to answer. */
public final class BrokenBody extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBody() {
        super("the client broke off its request");
    }
}
