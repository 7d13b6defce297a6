package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.ObjLongConsumer;
import org.sceau.directory.DirectoryState;

/** How many the directory knows, how old that is and until when it counts, as status and metrics say it. */
final class DirectoryStatus {
    private DirectoryStatus() {}

    static void put(ObjectNode status, DirectoryState state) {
        status.put("directoryEntries", state.entries()).put("directoryCertificates", state.certificates());
        if (state.sources() > 0) {
            status.put("directorySources", state.sources())
                    .put("directorySourcesLate", state.late())
                    .put("directorySourcesFailing", state.failing())
                    .put("directoryLeftOut", state.leftOut())
                    .put("directoryAgeSeconds", state.age().toSeconds())
                    .put("directoryMaximumAgeSeconds", state.maximumAge().toSeconds());
        }
    }

    static void metrics(DirectoryState state, ObjLongConsumer<String> line) {
        line.accept("sceau_directory_entries", state.entries());
        if (state.sources() > 0) {
            line.accept("sceau_directory_age_seconds", state.age().toSeconds());
            line.accept("sceau_directory_sources_late", state.late());
            line.accept("sceau_directory_sources_failing", state.failing());
        }
    }
}
