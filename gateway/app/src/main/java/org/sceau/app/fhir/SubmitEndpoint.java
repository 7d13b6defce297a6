package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sceau.app.http.BrokenBody;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.HttpLimits;
import org.sceau.app.http.Negotiation;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.app.http.TimedBody;
import org.sceau.document.SubmissionAnswer;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.intake.Splitter;
import org.sceau.ledger.Acknowledgement;
import org.sceau.oauth.Transaction;
import org.sceau.routes.submit.Answer;
import org.sceau.routes.submit.Arrived;
import org.sceau.transfer.TransferId;
import org.sceau.vault.PayloadSink;

/**
 * ITI-65, ITI-105 and FHIR documents posted alone: takes the body apart while it arrives and hands what is left to the
 * route. It decides nothing itself, but reads nobody's body before certificate and token were judged.
 */
public final class SubmitEndpoint implements Endpoint {
    private static final Map<String, Interaction> PATHS = Map.of(
            "/fhir", Interaction.PROVIDE_DOCUMENT_BUNDLE,
            "/fhir/", Interaction.PROVIDE_DOCUMENT_BUNDLE,
            "/fhir/Bundle", Interaction.FHIR_DOCUMENT,
            "/fhir/DocumentReference", Interaction.SIMPLIFIED_PUBLISH);

    private final Door door;
    private final Callers callers;
    private final Function<Arrived, Answer> submit;
    private final HttpLimits limits;
    private final Semaphore places;
    private final Links links;
    private final OutcomeWriter outcomes;
    private final InstantSource clock;

    /**
     * What takes a body apart.
     *
     * @param splitter reads it
     * @param vault takes its payloads
     * @param ids names what arrived
     */
    public record Door(Splitter splitter, PayloadSink.Factory vault, Supplier<TransferId> ids) {}

    /** An endpoint that calls {@code submit}. */
    public SubmitEndpoint(
            Door door,
            Callers callers,
            Function<Arrived, Answer> submit,
            HttpLimits limits,
            Links links,
            OutcomeWriter outcomes,
            InstantSource clock) {
        this.door = door;
        this.callers = callers;
        this.submit = submit;
        this.limits = limits;
        this.places = new Semaphore(limits.concurrentSubmissions());
        this.links = links;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("POST") && PATHS.containsKey(request.getRequestURI());
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Interaction interaction = PATHS.getOrDefault(request.getRequestURI(), Interaction.PROVIDE_DOCUMENT_BUNDLE);
        var authority = callers.admitted(request, transaction(interaction)).authority();
        if (!places.tryAcquire()) {
            throw new Refused(FailureCode.OVERLOADED);
        }
        Answer answer;
        try {
            var reading = read(request, interaction);
            var transfer = door.ids().get();
            answer = submit.apply(new Arrived(transfer, Callers.chain(request), authority, reading, clock.instant()));
        } finally {
            places.release();
        }
        switch (answer) {
            case Answer.Acceptance acceptance -> acknowledge(request, response, acceptance);
            case Answer.Rejection rejection -> {
                rejection.receipt().ifPresent(id -> response.setHeader("Link", links.receiptHeader(id)));
                outcomes.write(request, response, rejection.issues());
            }
        }
    }

    @Override
    public Optional<TransferId> handedIn() {
        return Optional.of(door.ids().get());
    }

    private static Transaction transaction(Interaction interaction) {
        return switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> Transaction.PROVIDE;
            case SIMPLIFIED_PUBLISH -> Transaction.PUBLISH;
            case FHIR_DOCUMENT -> Transaction.DOCUMENT;
        };
    }

    private Arrived.Reading read(HttpServletRequest request, Interaction interaction) throws IOException {
        try {
            Format format = Negotiation.contentType(request.getContentType())
                    .orElseThrow(() -> new Refused(FailureCode.MEDIA_TYPE_UNSUPPORTED));
            var body = new TimedBody(request.getInputStream(), limits, System::nanoTime);
            return new Arrived.Reading.Whole(door.splitter().split(body, format, interaction, door.vault()));
        } catch (Refused e) {
            if (e.code() == FailureCode.TOO_SLOW) {
                throw e;
            }
            return new Arrived.Reading.Unreadable(e.issues());
        } catch (BrokenBody e) {
            throw e;
        } catch (IOException e) {
            throw new Refused(FailureCode.STORE_UNAVAILABLE);
        }
    }

    private void acknowledge(HttpServletRequest request, HttpServletResponse response, Answer.Acceptance acceptance)
            throws IOException {
        Acknowledgement facts = acceptance.acknowledgement();
        var answer = new SubmissionAnswer(
                acceptance.submission(),
                facts.transfer(),
                facts.documents(),
                facts.at(),
                links.base(),
                Optional.of(links.receipt(facts.receipt())),
                acceptance.warnings());
        Format format = Negotiation.accept(request);
        byte[] body = answer.body(Negotiation.language(request), format);
        response.setStatus(answer.status());
        answer.location().ifPresent(location -> response.setHeader("Location", location));
        response.setHeader("Link", links.receiptHeader(facts.receipt()));
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
