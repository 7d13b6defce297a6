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
            state.late().forEach(status.putArray("directoryLate")::add);
            state.failing().forEach(status.putArray("directoryFailing")::add);
            state.age().ifPresent(age -> status.put("directoryAgeSeconds", age.toSeconds()));
            status.put("directorySources", state.sources())
                    .put("directorySourcesLate", state.late().size())
                    .put("directorySourcesFailing", state.failing().size())
                    .put("directoryOpposed", state.opposed())
                    .put("directoryLeftOut", state.leftOut())
                    .put("directoryMaximumAgeSeconds", state.maximumAge().toSeconds());
        }
    }

    static void metrics(DirectoryState state, ObjLongConsumer<String> line) {
        line.accept("sceau_directory_entries", state.entries());
        if (state.sources() > 0) {
            state.age().ifPresent(age -> line.accept("sceau_directory_age_seconds", age.toSeconds()));
            line.accept("sceau_directory_opposed", state.opposed());
            line.accept("sceau_directory_sources_late", state.late().size());
            line.accept("sceau_directory_sources_failing", state.failing().size());
        }
    }
}
