package org.sceau.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sceau.proof.JsonValue.JsonArray;

/**
 * What an evidence file is about, for whom it was made, and what became of each recipient as far as that reader may know.
 *
 * @param transfer the submission
 * @param role in which the reader gets it
 * @param party the partner that gets it, for senders and recipients
 * @param made when, by the gateway's clock, whole seconds
 * @param documents in which form documents are in it
 * @param outcomes one for each recipient, for senders; a code, never a reason
 */
public record EvidenceStatement(
        UUID transfer,
        Role role,
        Optional<String> party,
        Instant made,
        Documents documents,
        List<DeliveryOutcome> outcomes) {
    private static final String FORMAT = "sceau-evidence";
    private static final long VERSION = 1;

    /** As what somebody gets evidence. */
    public enum Role {
        SENDER,
        RECIPIENT,
        OPERATOR,
        AUDITOR,
        PATIENT;

        /** The stable code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In which form documents are in the file. */
    public enum Documents {
        /** Digests only. */
        NONE,
        /** CMS objects that only the party's own key opens. */
        ENCRYPTED,
        /** As they were submitted. */
        CLEAR;

        /** The stable code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a delivery, as a sender may know it. */
    public enum Outcome {
        /** Under way: not ended. */
        UNDERWAY,
        /** Made available to the recipient (ContentConsignment). */
        AVAILABLE,
        /** Accepted by the recipient's gateway (RelayAcceptance). */
        RELAYED,
        /** Not delivered, for whatever reason. */
        NOT_DELIVERED;

        /** The stable code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The outcome for one recipient. */
    public record DeliveryOutcome(String recipient, Outcome outcome) {}

    /** Checks the form, truncates the time to seconds, copies the list. */
    public EvidenceStatement {
        made = made.truncatedTo(ChronoUnit.SECONDS);
        outcomes = List.copyOf(outcomes);
        party.ifPresent(value -> requireToken(value, "party"));
        boolean named = role == Role.SENDER || role == Role.RECIPIENT;
        if (named != party.isPresent() || (role != Role.SENDER && !outcomes.isEmpty())) {
            throw invalid("for");
        }
        Set<String> recipients = new HashSet<>();
        for (DeliveryOutcome outcome : outcomes) {
            requireToken(outcome.recipient(), "outcomes");
            if (!recipients.add(outcome.recipient())) {
                throw invalid("outcomes");
            }
        }
    }

    /** The canonical bytes. */
    byte[] encode() {
        List<JsonValue> lines = new ArrayList<>();
        for (DeliveryOutcome outcome : outcomes) {
            lines.add(new ObjectDraft()
                    .put("recipient", outcome.recipient())
                    .put("outcome", outcome.outcome().code())
                    .done());
        }
        return CanonicalJson.encode(new ObjectDraft()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("transfer", transfer.toString())
                .put("for", role.code())
                .putIfPresent("party", party)
                .put("made", made.toString())
                .put("documents", documents.code())
                .put("outcomes", new JsonArray(lines))
                .done());
    }

    /** Reads canonical bytes; throws {@link MalformedProof} on anything that is not byte for byte what we make. */
    static EvidenceStatement decode(byte[] content) {
        Members members = new Members(Part.STATEMENT, CanonicalJson.decode(Part.STATEMENT, content), "");
        members.constant("format", FORMAT);
        members.constant("v", VERSION);
        List<DeliveryOutcome> outcomes = new ArrayList<>();
        for (JsonValue item : members.items("outcomes")) {
            Members line = new Members(Part.STATEMENT, item, "outcomes");
            outcomes.add(new DeliveryOutcome(
                    line.text("recipient"), coded(Outcome.values(), line.text("outcome"), "outcome")));
            line.end();
        }
        EvidenceStatement read = new EvidenceStatement(
                uuid(members.text("transfer")),
                coded(Role.values(), members.text("for"), "for"),
                members.optionalText("party"),
                time(members.text("made")),
                coded(Documents.values(), members.text("documents"), "documents"),
                outcomes);
        members.end();
        return read;
    }

    private static <T extends Enum<T>> T coded(T[] all, String code, String where) {
        for (T one : all) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(code)) {
                return one;
            }
        }
        throw invalid(where);
    }

    private static UUID uuid(String text) {
        try {
            UUID value = UUID.fromString(text);
            if (value.toString().equals(text)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw invalid("transfer");
        }
        throw invalid("transfer");
    }

    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
            if (time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw invalid("made");
        }
        throw invalid("made");
    }

    private static void requireToken(String text, String where) {
        if (!Tokens.isToken(text)) {
            throw invalid(where);
        }
    }

    private static MalformedProof invalid(String where) {
        return new MalformedProof(Part.STATEMENT, Reason.VALUE_INVALID, where);
    }
}
