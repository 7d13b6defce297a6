package org.sceau.trust;

import java.util.List;
import java.util.Optional;

/** What a directory knows of professionals' roles, asked at each request. Implementations are thread-safe. */
public interface RegisteredRoles {
    /** No directory is asked. */
    RegisteredRoles NONE = _ -> List.of();

    /** All roles of the professional with this national identifier; none where that is not known for certain now. */
    List<Role> of(String nationalId);

    /**
     * One role.
     *
     * @param profession code of TRE_G15
     * @param specialty code of TRE_R01
     * @param organisation national identifier of the structure
     */
    record Role(Optional<String> profession, Optional<String> specialty, Optional<String> organisation) {}
}
