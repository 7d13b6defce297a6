package org.sceau.routes.deliver;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.document.PeerAnswers;
import org.sceau.document.ReferenceFacts;
import org.sceau.failure.FailureCode;
import org.sceau.identity.PatientIdentifier;
import org.sceau.ledger.Ending;
import org.sceau.ledger.StoredDocument;
import org.sceau.proof.Digest;

/**
 * Where it is in doubt whether the peer holds a delivery, asks it (ITI-67, by POST): only a document under the same
 * uniqueId with the same hash counts as held, and only a certain "no" or another hash may lead to a negative event.
 */
public final class ReconcileOutcome {
    private final PeerClient client;

    /** Asks with {@code client}. */
    public ReconcileOutcome(PeerClient client) {
        this.client = client;
    }

    /** The attempt with a verdict that is not doubtful any more. */
    @Handler
    public Outcome reconcile(@Body Judged judged) {
        Attempt attempt = judged.prepared().attempt();
        Verdict.Clear verdict = switch (judged.verdict()) {
            case Verdict.Doubtful doubt -> settle(judged.prepared(), doubt);
            case Verdict.Clear clear -> clear;
        };
        return Outcome.of(attempt, verdict);
    }

    private Verdict.Clear settle(Prepared prepared, Verdict.Doubtful doubt) {
        boolean held = true;
        Optional<Digest> peer = Optional.empty();
        for (StoredDocument document : prepared.attempt().item().dossier().documents()) {
            switch (ask(prepared, document)) {
                case Standing.Same same -> peer = same.peer();
                case Standing.Other other -> {
                    return new Verdict.Settled(
                            Ending.RELAY_REJECTION, Optional.of(FailureCode.PEER_REFUSED), other.peer());
                }
                case Standing.Absent _ -> held = false;
                case Standing.Unclear _ -> {
                    return new Verdict.TryAgain(unclear(doubt));
                }
            }
        }
        return held
                ? new Verdict.Settled(Ending.CONTENT_CONSIGNMENT, Optional.empty(), peer)
                : new Verdict.TryAgain(FailureCode.PEER_ANSWER_INVALID);
    }

    private static FailureCode unclear(Verdict.Doubtful doubt) {
        return doubt.reason() == FailureCode.DUPLICATE_DIFFERENT
                ? FailureCode.DUPLICATE_DIFFERENT
                : FailureCode.OUTCOME_UNKNOWN;
    }

    private Standing ask(Prepared prepared, StoredDocument document) {
        Map<String, Optional<String>> sent = prepared.request().documents();
        String uniqueId = ReferenceFacts.uniqueId(document.resource());
        Optional<PatientIdentifier> patient = ReferenceFacts.patient(document.resource());
        Optional<String> hash = sent.getOrDefault(uniqueId, Optional.empty());
        if (patient.isEmpty() || hash.isEmpty()) {
            return new Standing.Unclear();
        }
        String form = "identifier=" + encoded(uniqueId)
                + "&status=current&patient.identifier="
                + encoded(patient.get().system() + "|" + patient.get().value());
        return standing(client.search(searchOf(prepared), form), uniqueId, hash.get());
    }

    private static Standing standing(PeerAnswer answer, String uniqueId, String hash) {
        if (!(answer instanceof PeerAnswer.Answered answered) || answered.status() != 200) {
            return new Standing.Unclear();
        }
        return switch (PeerAnswers.listed(answered.content().bytes(), uniqueId)) {
            case PeerAnswers.Listed.Shapeless _ -> new Standing.Unclear();
            case PeerAnswers.Listed.Found found -> standing(found.hashes(), hash, answered.peer());
        };
    }

    private static Standing standing(Set<String> hashes, String hash, Optional<Digest> peer) {
        if (hashes.isEmpty()) {
            return new Standing.Absent();
        }
        return hashes.contains(hash) ? new Standing.Same(peer) : new Standing.Other(peer);
    }

    private static URI searchOf(Prepared prepared) {
        return PeerAddress.of(prepared.attempt().partner(), "/DocumentReference/_search");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What the peer says of one document. */
    private sealed interface Standing {
        record Same(Optional<Digest> peer) implements Standing {}

        record Other(Optional<Digest> peer) implements Standing {}

        record Absent() implements Standing {}

        record Unclear() implements Standing {}
    }
}
