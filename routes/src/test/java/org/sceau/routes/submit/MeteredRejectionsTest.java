package org.sceau.routes.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Rejection;
import org.sceau.proof.Digest;
import org.sceau.routes.Allowance;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

class MeteredRejectionsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final List<Rejection> journal = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final MeteredRejections metered = new MeteredRejections(
            rejection -> {
                switch (failure.get()) {
                    case Refused told -> {
                        return CompletableFuture.failedFuture(told);
                    }
                    case RuntimeException thrown -> throw thrown;
                    case null -> journal.add(rejection);
                }
                return CompletableFuture.completedFuture(new ReceiptId(UUID.randomUUID()));
            },
            now::get);

    @AfterEach
    void close() {
        metered.close();
    }

    @Test
    void eachRefusalHasItsReceiptUpToTheAllowanceAndTheRestIsOneEntryWithItsNumber() {
        int receipts = refuse("looping", Allowance.BURST + 500, FailureCode.HASH_MISMATCH);

        assertThat(receipts).isEqualTo(Allowance.BURST);
        assertThat(journal).hasSize(Allowance.BURST);

        refuse("looping", 1, FailureCode.NO_ROUTE);
        metered.flush();
        metered.flush();

        assertThat(journal).hasSize(Allowance.BURST + 1);
        Rejection sum = journal.getLast();
        assertThat(sum.reasons()).containsExactly(FailureCode.RATE_LIMITED);
        assertThat(sum.grounds().rule()).isEqualTo("rejections/rate:sum");
        assertThat(sum.grounds().decision()).isEqualTo("501 more refused: SC-2106 SC-4001");
        assertThat(sum.caller().partner()).isEqualTo(new PartnerId("looping"));
    }

    @Test
    void oneThatLoopsTakesNothingFromAnother() {
        refuse("looping", 1_000, FailureCode.NO_ROUTE);

        assertThat(refuse("calm", 5, FailureCode.NO_ROUTE)).isEqualTo(5);
    }

    /** A stolen certificate of a partner's takes nothing from the one that followed it, and its number is not the other's. */
    @Test
    void oneCertificateTakesNothingFromAnotherOfThePartner() {
        Digest stolen = Digest.sha256(new byte[] {1});
        refuse(caller("clinic", stolen), Allowance.BURST + 9, FailureCode.CERTIFICATE_REVOKED, Optional.empty());

        assertThat(refuse("clinic", 5, FailureCode.NO_ROUTE)).isEqualTo(5);
        metered.flush();
        assertThat(journal.getLast().caller().thumbprint()).isEqualTo(stolen);
        assertThat(journal.getLast().grounds().decision()).isEqualTo("9 more refused: SC-3003");
    }

    /** It meets all partners at once, and none of them did anything: one by itself, the others as a number. */
    @Test
    void whereCertificatesCannotBeCheckedPollsAreSummedAtOnce() {
        assertThat(refuse("polling", 50, FailureCode.CERTIFICATE_UNCHECKED, Optional.empty()))
                .isEqualTo(1);
        assertThat(refuse("polling", 5, FailureCode.CERTIFICATE_UNCHECKED)).isEqualTo(5);

        metered.flush();

        assertThat(journal).hasSize(7);
        assertThat(journal.getLast().grounds().decision()).isEqualTo("49 more refused: SC-3015");
    }

    /** They have one allowance, and each event its number. */
    @Test
    void submissionsAndOtherRequestsAreSummedEachForItself() {
        refuse("looping", Allowance.BURST, FailureCode.CERTIFICATE_REVOKED, Optional.empty());
        refuse("looping", 3, FailureCode.CERTIFICATE_REVOKED);
        refuse("looping", 4, FailureCode.CERTIFICATE_REVOKED, Optional.empty());

        metered.flush();

        assertThat(journal.subList(Allowance.BURST, journal.size()))
                .extracting(
                        sum -> sum.transfer().isPresent(), sum -> sum.grounds().decision())
                .containsExactlyInAnyOrder(
                        tuple(true, "3 more refused: SC-3003"), tuple(false, "4 more refused: SC-3003"));
    }

    @Test
    void theAllowanceComesBackWithTime() {
        refuse("looping", 1_000, FailureCode.NO_ROUTE);
        now.updateAndGet(at -> at.plus(Duration.ofSeconds(10)));

        assertThat(refuse("looping", 1_000, FailureCode.NO_ROUTE)).isEqualTo(10);
    }

    @Test
    void whatCouldNotBeEnteredIsCountedInTheNext() {
        refuse("looping", Allowance.BURST + 7, FailureCode.NO_ROUTE);
        failure.set(new Refused(FailureCode.OVERLOADED));
        metered.flush();
        failure.set(new IllegalStateException("thrown, not told"));
        metered.flush();
        failure.set(null);

        refuse("looping", 1, FailureCode.HASH_MISMATCH);
        metered.flush();

        assertThat(journal).hasSize(Allowance.BURST + 1);
        assertThat(journal.getLast().grounds().decision()).isEqualTo("8 more refused: SC-2106 SC-4001");
    }

    @Test
    void whatIsHeldBackIsEnteredAtTheEndToo() {
        refuse("looping", Allowance.BURST + 3, FailureCode.NO_ROUTE);

        metered.close();

        assertThat(journal.getLast().grounds().decision()).isEqualTo("3 more refused: SC-4001");
    }

    private int refuse(String partner, int times, FailureCode code) {
        return refuse(partner, times, code, Optional.of(new TransferId(UUID.randomUUID())));
    }

    private int refuse(String partner, int times, FailureCode code, Optional<TransferId> transfer) {
        Digest certificate = Digest.sha256(partner.getBytes(StandardCharsets.UTF_8));
        return refuse(caller(partner, certificate), times, code, transfer);
    }

    private static Caller caller(String partner, Digest certificate) {
        return new Caller(new PartnerId(partner), certificate, ProfessionalQuality.NONE);
    }

    private int refuse(Caller caller, int times, FailureCode code, Optional<TransferId> transfer) {
        int receipts = 0;
        for (int i = 0; i < times; i++) {
            var rejection = new Rejection(transfer, caller, new Grounds("rule", "no", Map.of()), List.of(code));
            receipts += metered.refuse(rejection).isCompletedExceptionally() ? 0 : 1;
        }
        return receipts;
    }
}
