package org.sceau.identity;

import java.util.Optional;

/**
 * What a partner states, in a statement that it signed, of who acts for it. Nothing of it is proved but that the partner
 * answers for it. Holds a professional's identifier: tells nothing in toString.
 *
 * @param person national identifier of the professional (RPPS); absent when the quality alone is stated
 * @param profession code of TRE_G15
 * @param specialty code of TRE_R01
 * @param purpose what for
 * @param breakGlass the reason for breaking the glass
 */
public record Stated(
        Optional<String> person,
        Optional<String> profession,
        Optional<String> specialty,
        Purpose purpose,
        Optional<String> breakGlass) {

    /** Whether it says anything of who acts. */
    public boolean ofSomebody() {
        return person.isPresent() || profession.isPresent() || specialty.isPresent();
    }

    @Override
    public String toString() {
        return "Stated[" + purpose + "]";
    }
}
