package org.sceau.directory;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A source of the directory, or its snapshot, cannot be relied on. The message says where and why, and quotes nothing. */
public final class DirectoryUnusable extends GatewayException {

    /** Says what is wrong. */
    public DirectoryUnusable(String message) {
        super(FailureCode.DIRECTORY_SOURCE, message, null);
    }
}
