package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;

class MasterOnH2Test extends MasterContract {
    private static final int WRAPPED = 2;

    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }

    /** A database that keeps another value than it was given. */
    public static final class Spoiling implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            byte[] wrapped = ((byte[]) after[WRAPPED]).clone();
            wrapped[0] ^= 1;
            after[WRAPPED] = wrapped;
        }
    }

    @Test
    void whatIsStoredWronglyIsNotPutInPlaceOfWhatOpened() throws IOException, SQLException {
        Map<UUID, byte[]> clear = patients(3);
        succeed();
        execute("create trigger spoiling before update on working_key for each row call '" + Spoiling.class.getName()
                + "'");

        assertThatThrownBy(() -> world.recorder
                        .rewrap("master", Optional.empty(), World.operator())
                        .join())
                .hasCauseInstanceOf(StoreFailed.class)
                .cause()
                .extracting(failed -> ((StoreFailed) failed).code())
                .isEqualTo(FailureCode.STORE_DAMAGED);

        assertOpenUnder("master", clear);
        assertThat(entered()).isZero();
        execute("drop trigger spoiling");
        assertThat(rewrapAll().keys()).isEqualTo(3);
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = Store.of(lasting.settings()).connect();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }
}
