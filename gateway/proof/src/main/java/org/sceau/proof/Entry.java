package org.sceau.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One entry of the journal: who did what, when, in which quality, under which rule, on which bytes. It holds no name, no
 * patient identifier, no title: digests are salted ({@link Opening}), words are short ASCII. Immutable.
 *
 * @param id of the entry as evidence (EvidenceIdentifier, EN 319 522-2)
 * @param log the log it stands in
 * @param event what happened
 * @param transfer the submission concerned; absent for events of the log or the operator
 * @param recipient the partner concerned, for events of one recipient
 * @param time when, by the gateway's clock, to the millisecond
 * @param actor who
 * @param rule the rule that decided
 * @param decision what it decided, for example {@code permit}
 * @param reason code of the failure catalogue; present on negative events
 * @param revisions digests of the revisions of route, policy, consent in force
 * @param previous digest of the transfer's previous entry ({@link #digest()})
 * @param digests salted digests by name: {@code payload/0}, {@code metadata}, {@code signature}, {@code document/0} …
 */
public record Entry(
        UUID id,
        String log,
        EventName event,
        Optional<UUID> transfer,
        Optional<String> recipient,
        Instant time,
        Actor actor,
        String rule,
        String decision,
        Optional<String> reason,
        SortedMap<String, Digest> revisions,
        Optional<Digest> previous,
        SortedMap<String, Digest> digests) {
    /** Most characters of a text such as {@code decision}. */
    public static final int MAXIMUM_TEXT_LENGTH = Tokens.MAX_TEXT_LENGTH;

    /** Most characters of a rule. */
    public static final int MAXIMUM_RULE_LENGTH = Tokens.MAX_LENGTH;

    /** The rule of the first entry of a log that goes on from another: this, then the other's id. */
    public static final String AFTER_LOG = "log/after/";

    private static final long VERSION = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Checks the form, truncates the time to milliseconds, copies the maps. */
    public Entry {
        if (!Tokens.isLogId(log)) {
            throw new MalformedProof(Part.ENTRY, Reason.VALUE_INVALID, "log");
        }
        recipient.ifPresent(value -> Tokens.require(value, "recipient"));
        Tokens.require(rule, "rule");
        Tokens.requireText(decision, "decision");
        reason.ifPresent(value -> Tokens.require(value, "reason"));
        time = time.truncatedTo(ChronoUnit.MILLIS);
        revisions = checked(revisions, "revisions");
        digests = checked(digests, "digests");
    }

    /** The canonical bytes: what is hashed into the tree. */
    public byte[] encode() {
        return CanonicalJson.encode(toJson());
    }

    /**
     * Reads canonical bytes.
     *
     * @throws MalformedProof on anything that is not byte for byte what {@link #encode} makes
     */
    public static Entry decode(byte[] content) {
        return fromJson(CanonicalJson.decode(Part.ENTRY, content));
    }

    /** SHA-256 of the canonical bytes: what the next entry of the transfer names as {@code previous}. */
    public Digest digest() {
        return Digest.sha256(encode());
    }

    JsonValue toJson() {
        return new ObjectDraft()
                .put("v", VERSION)
                .put("id", id.toString())
                .put("log", log)
                .put("event", event.label())
                .putIfPresent("transfer", transfer.map(UUID::toString))
                .putIfPresent("recipient", recipient)
                .put("time", text(time))
                .put("actor", actor.toJson())
                .put("rule", rule)
                .put("decision", decision)
                .putIfPresent("reason", reason)
                .putDigests("revisions", revisions)
                .putIfPresent("previous", previous.map(Digest::base64Url))
                .putDigests("digests", digests)
                .done();
    }

    static Entry fromJson(JsonValue value) {
        Members members = new Members(Part.ENTRY, value, "entry");
        members.constant("v", VERSION);
        Entry entry = new Entry(
                uuid(members.text("id"), "id"),
                members.text("log"),
                event(members),
                members.optionalText("transfer").map(text -> uuid(text, "transfer")),
                members.optionalText("recipient"),
                time(members),
                Actor.fromJson(members.object("actor")),
                members.text("rule"),
                members.text("decision"),
                members.optionalText("reason"),
                members.digests("revisions"),
                members.optionalText("previous").map(text -> members.digest(text, "previous")),
                members.digests("digests"));
        members.end();
        return entry;
    }

    /** A time as entries write it. */
    static String text(Instant time) {
        return TIME.format(time);
    }

    private static SortedMap<String, Digest> checked(Map<String, Digest> digests, String where) {
        digests.keySet().forEach(name -> Tokens.require(name, where));
        return Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    private static UUID uuid(String text, String where) {
        try {
            UUID value = UUID.fromString(text);
            if (value.toString().equals(text)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedProof(Part.ENTRY, Reason.VALUE_INVALID, where);
        }
        throw new MalformedProof(Part.ENTRY, Reason.VALUE_INVALID, where);
    }

    private static EventName event(Members members) {
        String label = members.text("event");
        for (EventName name : EventName.values()) {
            if (name.label().equals(label)) {
                return name;
            }
        }
        throw members.invalid("event");
    }

    private static Instant time(Members members) {
        String text = members.text("time");
        try {
            Instant time = Instant.parse(text);
            if (TIME.format(time).equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw members.invalid("time");
        }
        throw members.invalid("time");
    }
}
