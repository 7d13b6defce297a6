package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.transfer.DeliveryState;

class LedgerOnH2Test extends LedgerContract {
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final String ENDED_TRANSFERS =
            "insert into transfer select random_uuid(), 'labo', secure_rand(32), x'00',"
                    + " random_uuid(), 'r', 'm', 'hopital', random_uuid(), x, 1, 1 from system_range(1, 2000)";
    private static final String THEIR_DELIVERIES =
            "insert into delivery select random_uuid(), id, 0, 'r', 'hopital', 'w',"
                    + " 'CONSIGNED', 1, 1, 0, 0, 0, null from transfer";

    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }

    /** What an operator and a monitor ask again and again: it must not cost more with every transfer that has ended. */
    @ParameterizedTest
    @CsvSource({"QUEUED, 20", "DELIVERING, 20", "PARKED, 20", "CONSIGNED, 800"})
    void aPageIsFoundWithoutLookingAtEveryTransfer(DeliveryState state, int most) throws SQLException {
        Transfers.Page page =
                Transfers.page(new TransferQuery(Optional.empty(), Optional.of(state), Optional.empty(), 100));
        try (var connection = Store.of(lasting.settings()).connect();
                var fill = connection.createStatement()) {
            fill.execute(ENDED_TRANSFERS);
            fill.execute(THEIR_DELIVERIES);
            fill.execute("update delivery set state = 'PARKED' where transfer ="
                    + " (select max(id) from transfer where accepted = 1)");
            try (var asked = connection.prepareStatement("explain analyze " + page.text())) {
                for (int i = 0; i < page.arguments().size(); i++) {
                    asked.setObject(i + 1, page.arguments().get(i));
                }
                try (var plan = asked.executeQuery()) {
                    assertThat(plan.next()).isTrue();
                    String text = plan.getString(1);
                    int scanned = SCANNED.matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .mapToInt(count -> Integer.parseInt(count.replaceAll("\\D", "")))
                            .sum();
                    assertThat(scanned).as(text).isBetween(1, most);
                }
            }
            connection.rollback();
        }
    }
}
