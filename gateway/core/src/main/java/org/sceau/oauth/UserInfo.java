package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;

/**
 * What Pro Santé Connect says of a professional ({@code SubjectNameID}, {@code SubjectRefPro}); names and the rest are not kept.
 * Tells nothing in toString.
 *
 * @param person national identifier
 * @param exercises each profession that is practised, with the specialty that belongs to it
 */
public record UserInfo(String person, List<Exercise> exercises) {
    /** Bytes of an answer: ten times a usual one. */
    public static final int MAXIMUM_BYTES = 64 * 1024;

    private static final int MOST_EXERCISES = 32;
    private static final int LONGEST_PERSON = 60;
    private static final int LONGEST_CODE = 8;

    /** Civil and military, of TRE_R09. A student (E) practises nothing yet. */
    private static final Set<String> IN_PRACTICE = Set.of("C", "M");

    /**
     * One of them.
     *
     * @param profession code of TRE_G15
     * @param specialty code of TRE_R01
     */
    public record Exercise(String profession, Optional<String> specialty) {}

    /** Copies its list. */
    public UserInfo {
        exercises = List.copyOf(exercises);
    }

    /** Reads an answer about {@code subject}; empty when it is malformed or about somebody else. */
    public static Optional<UserInfo> read(byte[] answer, String subject) {
        return Jwt.json(answer).filter(JsonNode::isObject).flatMap(info -> read(info, subject));
    }

    static Optional<UserInfo> read(JsonNode info, String subject) {
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
        List<Exercise> practised = new ArrayList<>();
        for (JsonNode exercise : exercises) {
            Optional<String> profession = code(exercise.path("codeProfession"));
            Optional<String> specialty = code(exercise.path("codeSavoirFaire"));
            if (profession.isEmpty() || specialty.isEmpty()) {
                return Optional.empty();
            }
            boolean counts = IN_PRACTICE.contains(
                    exercise.path("codeCategorieProfessionnelle").asText());
            if (counts && !profession.get().isEmpty()) {
                practised.add(new Exercise(profession.get(), specialty.filter(code -> !code.isEmpty())));
            }
        }
        return Optional.of(new UserInfo(person.asText(), practised));
    }

    /** A code, an empty text where it is absent; empty when it is malformed. */
    private static Optional<String> code(JsonNode code) {
        String text = code.isNull() ? "" : code.asText();
        boolean good = (text.isEmpty() && !code.isContainerNode())
                || (code.isTextual()
                        && text.length() <= LONGEST_CODE
                        && text.chars().allMatch(Character::isLetterOrDigit));
        return good ? Optional.of(text) : Optional.empty();
    }

    /**
     * Who acts: this professional, for the purpose that the client states. The client chooses among several exercises; it names
     * nobody else and no quality that is not proved, nor the specialty of one profession with another.
     */
    public Optional<Stated> acting(Optional<Stated> client) {
        Optional<String> profession = client.flatMap(Stated::profession);
        Optional<String> specialty = client.flatMap(Stated::specialty);
        List<Exercise> chosen = exercises.stream()
                .filter(one -> profession
                        .filter(code -> !code.equals(one.profession()))
                        .isEmpty())
                .filter(one -> specialty.isEmpty() || one.specialty().equals(specialty))
                .toList();
        Set<String> professions = chosen.stream().map(Exercise::profession).collect(Collectors.toSet());
        boolean proved = !chosen.isEmpty() || (profession.isEmpty() && specialty.isEmpty());
        boolean themselves = client.flatMap(Stated::person)
                .filter(named -> !named.equals(person))
                .isEmpty();
        return proved && themselves && professions.size() <= 1
                ? Optional.of(new Stated(
                        Optional.of(person),
                        professions.stream().findFirst(),
                        only(chosen),
                        client.map(Stated::purpose).orElse(Purpose.UNSTATED),
                        client.flatMap(Stated::breakGlass)))
                : Optional.empty();
    }

    /** Several are none: which of them counts nobody has said. */
    private static Optional<String> only(List<Exercise> chosen) {
        Set<Optional<String>> specialties =
                chosen.stream().map(Exercise::specialty).collect(Collectors.toSet());
        return specialties.size() == 1 ? specialties.iterator().next() : Optional.empty();
    }

    @Override
    public String toString() {
        return "UserInfo[REDACTED]";
    }
}
