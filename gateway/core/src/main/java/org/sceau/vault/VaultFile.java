package org.sceau.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of the vault's files: random, so that they say nothing; strict, so that a name from elsewhere reaches no other file. */
final class VaultFile {
    private static final Logger LOG = LoggerFactory.getLogger(VaultFile.class);
    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern FORM = Pattern.compile(UUID_FORM + "\\.(?:payload|segment)");

    private VaultFile() {}

    static String ofPayload(UUID id) {
        return id + ".payload";
    }

    static String ofSegment(UUID id) {
        return id + ".segment";
    }

    static boolean isName(String name) {
        return FORM.matcher(name).matches();
    }

    /** RFC 9562 version 4 from drawn bits. */
    static UUID randomUuid(long high, long low) {
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(0xC0L << 56)) | (0x80L << 56));
    }

    /** Closes and removes a file that nobody will ask for; what stays is removed at the next start. */
    static void forget(DurableFiles files, DurableFiles.Output output, Path path) {
        try {
            output.close();
            files.delete(path);
        } catch (IOException e) {
            LOG.warn("vault file left behind file={}", path.getFileName());
        }
    }
}
