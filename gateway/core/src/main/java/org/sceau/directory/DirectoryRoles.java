package org.sceau.directory;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sceau.failure.FailureCode;
import org.sceau.trust.RegisteredRoles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Roles out of the directory in force. While a source is late it gives none: what that source would say could be another
 * profession. Thread-safe.
 */
public final class DirectoryRoles implements RegisteredRoles {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRoles.class);

    private final Directory directory;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Asks {@code directory}. */
    public DirectoryRoles(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<Role> of(String nationalId) {
        Directory.InForce now = directory.now();
        if (!now.isWhole()) {
            if (!told.getAndSet(true)) {
                LOG.warn(
                        "event=no-quality-from-directory code={} sources={}",
                        FailureCode.DIRECTORY_LATE.code(),
                        now.late());
            }
            return List.of();
        }
        told.set(false);
        String practitioner = Entry.idOf("Practitioner", Identifier.PROFESSIONALS + "|" + nationalId);
        if (now.get(practitioner).filter(Entry::active).isEmpty()) {
            return List.of();
        }
        return now.fresh().stream()
                .flatMap(held -> held.entries().roles(practitioner).stream())
                .filter(Entry::active)
                .distinct()
                .map(role -> new Role(
                        role.profession(),
                        role.specialty(),
                        role.organisation()
                                .flatMap(now::get)
                                .flatMap(organisation -> organisation.identifiers().stream()
                                        .filter(one -> one.system().equals(Identifier.STRUCTURES))
                                        .findFirst())
                                .map(Identifier::value)))
                .toList();
    }
}
