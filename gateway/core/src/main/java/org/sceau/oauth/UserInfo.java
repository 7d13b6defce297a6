package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;

/**
 * What Pro Santé Connect says of a professional ({@code SubjectNameID}, {@code SubjectRefPro}); names and the rest are not kept.
 * Tells nothing in toString.
 *
 * @param person national identifier
 * @param professions codes of TRE_G15 of every exercise
 * @param specialties codes of TRE_R01 of every exercise
 */
public record UserInfo(String person, Set<String> professions, Set<String> specialties) {
    /** Bytes of an answer: ten times a usual one. */
    public static final int MAXIMUM_BYTES = 64 * 1024;

    private static final int MOST_EXERCISES = 32;
    private static final int LONGEST_PERSON = 60;
    private static final int LONGEST_CODE = 8;

    /** Copies its sets. */
    public UserInfo {
        professions = Set.copyOf(professions);
        specialties = Set.copyOf(specialties);
    }

    /** Reads an answer about {@code subject}; empty when it is malformed or about somebody else. */
    public static Optional<UserInfo> read(byte[] answer, String subject) {
        Optional<JsonNode> read = Jwt.json(answer).filter(JsonNode::isObject);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        JsonNode info = read.get();
        JsonNode person = info.path("SubjectNameID");
        boolean theirs =
                info.path("sub").isTextual() && info.path("sub").asText().equals(subject);
        boolean known = person.isTextual()
                && !person.asText().isEmpty()
                && person.asText().length() <= LONGEST_PERSON
                && person.asText().chars().allMatch(c -> c > 0x20 && c < 0x7f);
        JsonNode exercises = info.path("SubjectRefPro").path("exercices");
        if (!theirs || !known || !exercises.isArray() || exercises.size() > MOST_EXERCISES) {
            return Optional.empty();
        }
        Set<String> professions = new TreeSet<>();
        Set<String> specialties = new TreeSet<>();
        for (JsonNode exercise : exercises) {
            if (!add(professions, exercise.path("codeProfession"))
                    || !add(specialties, exercise.path("codeSavoirFaire"))) {
                return Optional.empty();
            }
        }
        return Optional.of(new UserInfo(person.asText(), professions, specialties));
    }

    /** An empty code is how an absent one is written. */
    private static boolean add(Set<String> codes, JsonNode code) {
        String text = code.asText();
        boolean absent = code.isMissingNode() || code.isNull() || text.isEmpty();
        boolean good = absent
                || (code.isTextual()
                        && text.length() <= LONGEST_CODE
                        && text.chars().allMatch(Character::isLetterOrDigit));
        if (good && !absent) {
            codes.add(text);
        }
        return good;
    }

    /**
     * Who acts: this professional, for the purpose that the client states. The client chooses among several exercises; it names
     * nobody else and no quality that is not proved.
     */
    public Optional<Stated> acting(Optional<Stated> client) {
        Optional<String> profession = client.flatMap(Stated::profession);
        Optional<String> specialty = client.flatMap(Stated::specialty);
        boolean fits = client.flatMap(Stated::person)
                        .filter(named -> !named.equals(person))
                        .isEmpty()
                && profession.filter(code -> !professions.contains(code)).isEmpty()
                && specialty.filter(code -> !specialties.contains(code)).isEmpty()
                && (profession.isPresent() || professions.size() <= 1);
        return fits
                ? Optional.of(new Stated(
                        Optional.of(person),
                        profession.or(() -> only(professions)),
                        specialty.or(() -> only(specialties)),
                        client.map(Stated::purpose).orElse(Purpose.UNSTATED),
                        client.flatMap(Stated::breakGlass)))
                : Optional.empty();
    }

    private static Optional<String> only(Set<String> codes) {
        return codes.size() == 1 ? codes.stream().findFirst() : Optional.empty();
    }

    @Override
    public String toString() {
        return "UserInfo[REDACTED]";
    }
}
