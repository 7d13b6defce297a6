package org.sceau.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.DeliveryLine;
import org.sceau.ledger.DeliveryWay;
import org.sceau.ledger.TransferLine;
import org.sceau.proof.EvidenceStatement.Role;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** Who has a part in a transfer: a recipient that was kept out or is not served yet must not learn of it. */
class EvidencePartTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Set<DeliveryState> GOOD = EnumSet.of(DeliveryState.CONSIGNED, DeliveryState.RELAYED);

    @ParameterizedTest
    @EnumSource
    void aRecipientHasAPartOnceItsOwnDeliveryHasEndedWell(DeliveryState state) {
        TransferLine line = new TransferLine(
                new TransferId(new UUID(0, 1)),
                new PartnerId("labo"),
                new RouteId("rapports"),
                Mode.CUSTODY,
                NOW,
                1,
                1,
                List.of(delivery("hopital", state), delivery("clinique", DeliveryState.CONSIGNED)));

        assertThat(MakeEvidence.role(line, party("labo"))).isEqualTo(Role.SENDER);
        assertThat(MakeEvidence.role(line, party("clinique"))).isEqualTo(Role.RECIPIENT);
        if (GOOD.contains(state)) {
            assertThat(MakeEvidence.role(line, party("hopital"))).isEqualTo(Role.RECIPIENT);
        } else {
            assertUnknown(line, party("hopital"));
        }
        assertUnknown(line, party("inconnu"));
    }

    private static void assertUnknown(TransferLine line, Reader reader) {
        assertThatThrownBy(() -> MakeEvidence.role(line, reader))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(FailureCode.NOT_FOUND));
    }

    private static Reader party(String name) {
        return new Reader.Party(new PartnerId(name), true);
    }

    private static DeliveryLine delivery(String recipient, DeliveryState state) {
        return new DeliveryLine(
                new DeliveryId(new UUID(0, 2)),
                new PartnerId(recipient),
                DeliveryWay.PUSH,
                state,
                1,
                NOW,
                NOW,
                Optional.empty());
    }
}
