package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.sceau.access.Decide;
import org.sceau.access.Held;
import org.sceau.access.Ruling;
import org.sceau.app.http.Callers;
import org.sceau.document.ReferenceFacts;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.HandoverFailed;
import org.sceau.ledger.StoredDocument;
import org.sceau.oauth.Transaction;
import org.sceau.transfer.DocumentId;

/** One document for one caller, or a refusal. Thread-safe. */
public final class PermittedDocuments {
    private final Callers callers;
    private final Decide decide;
    private final Documents documents;
    private final Consumer<HandoverFailed> refusals;
    private final BreakGlassAlarm alarm;

    /**
     * The {@code documents} that {@code decide} allows {@code callers}; retrievals it refuses go to {@code refusals}, broken
     * glass to {@code alarm}.
     */
    public PermittedDocuments(
            Callers callers,
            Decide decide,
            Documents documents,
            Consumer<HandoverFailed> refusals,
            BreakGlassAlarm alarm) {
        this.callers = callers;
        this.decide = decide;
        this.documents = documents;
        this.refusals = refusals;
        this.alarm = alarm;
    }

    /** The document whose content is asked for; throws {@link Refused}. */
    Permitted retrieved(HttpServletRequest request, ResourcePath path) {
        return permitted(request, Transaction.RETRIEVE, path, this::retrieval);
    }

    /** A document whose content would go into something that {@code caller} asks for; throws {@link Refused}. */
    Permitted retrieved(Caller caller, StoredDocument document) {
        return permitted(caller, document, retrieval(caller, document));
    }

    private Ruling retrieval(Caller caller, StoredDocument document) {
        Ruling ruling = decide.retrieval(caller, held(document));
        if (ruling instanceof Ruling.Forbidden forbidden) {
            refusals.accept(refused(caller, document, forbidden));
        }
        return ruling;
    }

    /** Not for the reader: that there is an entry would tell it that there is a document. */
    private static HandoverFailed refused(Caller caller, StoredDocument document, Ruling.Forbidden forbidden) {
        FailureCode reason = forbidden.issues().getFirst().code();
        return new HandoverFailed(document.transfer(), caller, Grounds.of(forbidden), reason, false);
    }

    /** The document whose metadata are asked for; throws {@link Refused}. */
    Permitted listed(HttpServletRequest request, ResourcePath path) {
        return permitted(
                request, Transaction.READ_METADATA, path, (caller, document) -> decide.listed(caller, held(document)));
    }

    private Permitted permitted(
            HttpServletRequest request,
            Transaction transaction,
            ResourcePath path,
            BiFunction<Caller, StoredDocument, Ruling> rule) {
        Caller caller = callers.require(request, transaction);
        StoredDocument document = path.id(request, DocumentId::parse)
                .flatMap(documents::get)
                .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        return permitted(caller, document, rule.apply(caller, document));
    }

    private Permitted permitted(Caller caller, StoredDocument document, Ruling ruling) {
        Grounds grounds = grounds(ruling);
        alarm.look(ruling, caller);
        return new Permitted(shown(caller, ruling), document, grounds);
    }

    /** What was handed over, and of whose arrival nothing is known. */
    void brokenOff(Permitted handed) {
        refusals.accept(new HandoverFailed(
                handed.document().transfer(), handed.caller(), handed.grounds(), FailureCode.OUTCOME_UNKNOWN, true));
    }

    /** The caller as entries about all these documents may show it: a rule that withholds it for one, withholds it. */
    Caller shown(Caller caller, List<StoredDocument> all) {
        boolean withheld = all.stream()
                .map(document -> decide.retrieval(caller, held(document)))
                .anyMatch(ruling -> ruling instanceof Ruling.Permitted permitted && permitted.unnamed());
        return withheld ? caller.unnamed() : caller;
    }

    /** The caller as entries and receipts may show it. */
    static Caller shown(Caller caller, Ruling ruling) {
        return ruling instanceof Ruling.Permitted permitted && permitted.unnamed() ? caller.unnamed() : caller;
    }

    /** What a decision has to know of a document. */
    static Held held(StoredDocument document) {
        return new Held(
                document.transfer(),
                document.route(),
                document.sender(),
                Set.copyOf(document.recipients()),
                ReferenceFacts.codes(document.resource()));
    }

    /** The grounds of a permission; throws {@link Refused}. */
    static Grounds grounds(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted -> Grounds.of(permitted);
            case Ruling.Forbidden forbidden -> throw new Refused(forbidden.issues());
        };
    }

    /**
     * A document that somebody may have now.
     *
     * @param caller who asks
     * @param document what was asked for
     * @param grounds on which it is permitted
     */
    record Permitted(Caller caller, StoredDocument document, Grounds grounds) {}
}
