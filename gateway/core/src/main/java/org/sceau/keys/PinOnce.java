package org.sceau.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** Sees to it that a PIN that was refused is not tried again before somebody has changed its file. Confined to a lock. */
final class PinOnce {
    private final Path file;
    private Optional<FileTime> refused = Optional.empty();

    PinOnce(Path file) {
        this.file = file;
    }

    void requireUntried(String label) {
        if (refused.isPresent() && refused.equals(written())) {
            throw new TokenUnusable(TokenFault.PIN_REFUSED, label);
        }
    }

    void remember(TokenFault fault) {
        if (fault == TokenFault.PIN_REFUSED) {
            refused = written();
        }
    }

    private Optional<FileTime> written() {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.of(FileTime.fromMillis(0));
        }
    }
}
