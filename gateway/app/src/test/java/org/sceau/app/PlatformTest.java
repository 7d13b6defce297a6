package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void aMachineThatCopiesWronglyIsRefusedAndThisOneIsNot() {
        assertThatThrownBy(() -> Platform.require(Optional.of("true")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("JDK-8380060");
        assertThatCode(() -> Platform.require(Optional.of("false"))).doesNotThrowAnyException();
        assertThatCode(() -> Platform.require(Optional.empty())).doesNotThrowAnyException();
        assertThatCode(Platform::require).doesNotThrowAnyException();
    }
}
