package org.sceau.routes.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splitter;
import org.sceau.ledger.Rejection;
import org.sceau.ledger.StoreFailed;
import org.sceau.proof.Digest;
import org.sceau.routes.Endpoints;
import org.sceau.routes.SampleRoutes;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/** The way in, with the failure policy: what a sender is told for each class of failure, and what is journaled. */
class SubmitRouteTest {
    private static final TransferId TRANSFER = new TransferId(new UUID(1, 1));
    private static final ReceiptId RECEIPT = new ReceiptId(new UUID(2, 2));
    private static final Caller LABORATORY =
            new Caller(new PartnerId("laboratory"), Digest.sha256(new byte[0]), ProfessionalQuality.NONE);
    private static final Arrived UNREADABLE = new Arrived(
            TRANSFER,
            List.of(),
            Authority.NONE,
            new Arrived.Reading.Unreadable(List.of(Issue.of(FailureCode.SYNTAX_INVALID))),
            Instant.parse("2026-11-23T10:00:00Z"));

    @TempDir
    Path directory;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Rejection> journal = new ArrayList<>();

    @BeforeEach
    void routes() throws Exception {
        SampleRoutes.submission(rejection -> {
                    journal.add(rejection);
                    return CompletableFuture.completedFuture(RECEIPT);
                })
                .addTo(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void everySubmissionGoesThroughEveryStepOnceBeforeItIsAnswered() throws Exception {
        Answer answer = new Answer.Rejection(List.of(), Optional.of(RECEIPT));
        replace("identify", "admit", "validate", "decide", "sign", "address", "record", "dispatch", "acknowledge");
        mock("acknowledge")
                .whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(answer));

        assertThat(submit()).isSameAs(answer);
        for (String step :
                List.of("identify", "admit", "validate", "decide", "sign", "address", "record", "dispatch")) {
            assertThat(mock(step).getReceivedCounter()).as(step).isEqualTo(1);
        }
    }

    @Test
    void whoIsNobodyWeKnowIsAnsweredWithoutReceiptAndLeavesNoEntry() throws Exception {
        assertThat(submit())
                .isInstanceOfSatisfying(
                        Answer.Rejection.class,
                        rejection -> assertThat(rejection.receipt()).isEmpty());
        assertThat(journal).isEmpty();
    }

    @Test
    void aKnownPartnersUnreadableBodyIsJournaledAndAnsweredWithItsReceipt() throws Exception {
        presented(UNREADABLE);
        AdviceWith.adviceWith(
                camel, SubmitRoute.ID, route -> route.weaveById("admit").remove());

        assertThat(submit())
                .isEqualTo(new Answer.Rejection(List.of(Issue.of(FailureCode.SYNTAX_INVALID)), Optional.of(RECEIPT)));
        assertThat(journal).singleElement().satisfies(entry -> {
            assertThat(entry.transfer()).contains(TRANSFER);
            assertThat(entry.reasons()).containsExactly(FailureCode.SYNTAX_INVALID);
            assertThat(entry.grounds().rule()).isEqualTo("syntax:refuse");
        });
    }

    @Test
    void aPartnerWithoutTheRightIsRefusedBeforeWhatItSentIsJudgedAndNothingOfItIsKept() throws Exception {
        try (var vault = new Vault(VaultSettings.in(directory), new SecureRandom())) {
            vault.start(Set.of());
            presented(new Arrived(
                    TRANSFER, List.of(), Authority.NONE, new Arrived.Reading.Whole(large(vault)), UNREADABLE.at()));
            assertThat(files()).hasSize(1);

            assertThat(submit())
                    .isEqualTo(
                            new Answer.Rejection(List.of(Issue.of(FailureCode.NOT_PERMITTED)), Optional.of(RECEIPT)));

            assertThat(journal)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.grounds().rule()).isEqualTo("partner/may-submit:refuse"));
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void nothingIsKeptOfWhatAFaultOfOursKeptFromTheRecorder() throws Exception {
        try (var vault = new Vault(VaultSettings.in(directory), new SecureRandom())) {
            vault.start(Set.of());
            presented(new Arrived(
                    TRANSFER, List.of(), Authority.NONE, new Arrived.Reading.Whole(large(vault)), UNREADABLE.at()));
            replace("admit");
            mock("admit").whenAnyExchangeReceived(exchange -> {
                throw new IllegalStateException("broken");
            });

            assertThat(submit())
                    .isEqualTo(new Answer.Rejection(List.of(Issue.of(FailureCode.INTERNAL)), Optional.empty()));

            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aLedgerThatCannotStoreIsSaidSoAndIsNoAcceptance() throws Exception {
        failing("record", new StoreFailed(FailureCode.STORE_UNAVAILABLE, "down", null));

        assertThat(submit())
                .isEqualTo(new Answer.Rejection(List.of(Issue.of(FailureCode.STORE_UNAVAILABLE)), Optional.empty()));
    }

    @Test
    void aFaultOfOursIsAnsweredWithoutItsText() throws Exception {
        failing("sign", new IllegalStateException("FICTIF-AUBÉPINE"));

        assertThat(submit()).isEqualTo(new Answer.Rejection(List.of(Issue.of(FailureCode.INTERNAL)), Optional.empty()));
    }

    /** A request whose payload has a file of its own in the vault. */
    private static Split large(Vault vault) throws IOException {
        String data = Base64.getEncoder().encodeToString(new byte[1_000_000]);
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                + "{\"resourceType\":\"Binary\",\"contentType\":\"application/pdf\",\"data\":\"" + data + "\"}}]}";
        return new Splitter(IntakeLimits.defaults())
                .split(
                        new ByteArrayInputStream(bundle.getBytes(StandardCharsets.UTF_8)),
                        Format.JSON,
                        Interaction.PROVIDE_DOCUMENT_BUNDLE,
                        vault);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    /** The sender is known, without a certificate. */
    private void presented(Arrived arrived) throws Exception {
        AdviceWith.adviceWith(
                camel,
                SubmitRoute.ID,
                route -> route.weaveById("identify").replace().setBody().constant(new Presented(arrived, LABORATORY)));
    }

    private void failing(String step, RuntimeException failure) throws Exception {
        replace("identify", "admit", "validate", "decide", "sign", "address", "record", "dispatch", "acknowledge");
        mock(step).whenAnyExchangeReceived(exchange -> {
            throw failure;
        });
    }

    private void replace(String... steps) throws Exception {
        AdviceWith.adviceWith(camel, SubmitRoute.ID, route -> {
            for (String step : steps) {
                route.weaveById(step).replace().to("mock:" + step);
            }
        });
    }

    private MockEndpoint mock(String step) {
        return camel.getEndpoint("mock:" + step, MockEndpoint.class);
    }

    private @Nullable Object submit() {
        camel.start();
        return camel.createProducerTemplate().requestBody(Endpoints.SUBMIT, UNREADABLE);
    }
}
