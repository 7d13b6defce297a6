package org.sceau.routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.WorkItem;

class TakeUpTest {
    private final WorkItem item = Deliveries.item(Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @EnumSource(names = {"STORE_DAMAGED", "GONE"})
    void whatDoesNotOpenIsParkedOnceAndNotTriedForEver(FailureCode code) {
        var ledger = new MemoryDeliveries(item, code);

        assertThat(takenFrom(ledger)).isInstanceOf(Taken.Nothing.class);
        assertThat(ledger.calls()).containsExactly("park " + code);
    }

    @Test
    void whenTheLedgerIsAwayNothingIsWrittenAndTheLeaseEnds() {
        var ledger = new MemoryDeliveries(item, FailureCode.STORE_UNAVAILABLE);

        assertThatThrownBy(() -> takenFrom(ledger)).isInstanceOf(StoreFailed.class);
        assertThat(ledger.calls()).isEmpty();
    }

    private Taken takenFrom(MemoryDeliveries ledger) {
        var takeUp = new TakeUp(ledger, new Underway(Instant::now), Duration.ofMinutes(1));
        return takeUp.take(
                new DeliveryMessage(item.claim().delivery(), item.claim().attempt()).encode());
    }
}
