package org.sceau.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files of revocation lists, each as it was read last. Not thread-safe. */
final class ListFiles {
    private final Map<Path, Read> files = new HashMap<>();

    /** Reads a file unless it is as it was; throws {@link TrustUnusable}, and what was read before stands. */
    void read(Path file, TrustAnchors anchors) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            @Nullable Read before = files.get(file);
            if (before == null || !before.modified().equals(modified) || before.size() != size) {
                files.put(file, new Read(modified, size, TrustFiles.revocationList(file, anchors)));
            }
        } catch (IOException e) {
            throw new TrustUnusable(file + " cannot be read");
        }
    }

    List<RevocationList> lists() {
        List<RevocationList> lists = new ArrayList<>();
        files.values().forEach(read -> lists.add(read.list()));
        return lists;
    }

    private record Read(FileTime modified, long size, RevocationList list) {}
}
