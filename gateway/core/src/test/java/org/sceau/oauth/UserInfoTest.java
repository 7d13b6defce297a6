package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;

class UserInfoTest {
    private static final String PHYSICIAN =
            "{\"codeProfession\":\"10\",\"codeCategorieProfessionnelle\":\"C\",\"codeSavoirFaire\":\"SM26\",\"activities\":[{}]}";
    private static final String PHARMACIST =
            "{\"codeProfession\":\"21\",\"codeCategorieProfessionnelle\":\"M\",\"codeSavoirFaire\":\"\"}";

    @Example
    void aProfessionalIsReadAndTheNameIsNotKept() {
        UserInfo info = read(info(PHYSICIAN)).orElseThrow();

        assertThat(info.acting(Optional.empty()))
                .contains(stated("810001288385", Optional.of("10"), Optional.of("SM26"), Purpose.UNSTATED));
        assertThat(info.toString()).doesNotContain("8100");
    }

    @Example
    void theClientChoosesAmongExercisesAndStatesThePurposeAlone() {
        UserInfo both = read(info(PHYSICIAN + "," + PHARMACIST)).orElseThrow();

        assertThat(both.acting(Optional.empty())).as("which of them").isEmpty();
        assertThat(both.acting(client("", "21")).flatMap(Stated::profession)).contains("21");
        assertThat(both.acting(client("", "40"))).as("not proved").isEmpty();
        assertThat(both.acting(client("810009999999", "21")))
                .as("somebody else")
                .isEmpty();
        assertThat(both.acting(client("810001288385", "10")).map(Stated::purpose))
                .contains(Purpose.TREAT);
    }

    /** A pharmacist who is a physician as well acts in one of both, with what belongs to it. */
    @Example
    void aSpecialtyBelongsToItsProfession() {
        UserInfo both = read(info(PHYSICIAN + "," + PHARMACIST)).orElseThrow();

        assertThat(both.acting(client("", "21")).flatMap(Stated::specialty)).isEmpty();
        assertThat(both.acting(client("", "21", "SM26"))).as("the physician's").isEmpty();
        assertThat(both.acting(client("", "10", "SM26")).flatMap(Stated::specialty))
                .contains("SM26");
        UserInfo twice =
                read(info(PHYSICIAN + "," + PHYSICIAN.replace("SM26", "SM04"))).orElseThrow();
        assertThat(twice.acting(Optional.empty()).flatMap(Stated::profession)).contains("10");
        assertThat(twice.acting(Optional.empty()).flatMap(Stated::specialty))
                .as("which of them")
                .isEmpty();
    }

    @Example
    void whoStillStudiesPractisesNothing() {
        for (String category : List.of("\"E\"", "\"\"", "null", "1")) {
            UserInfo student = read(info(PHYSICIAN.replace("\"C\"", category))).orElseThrow();

            assertThat(student.acting(Optional.empty()))
                    .as(category)
                    .contains(stated("810001288385", Optional.empty(), Optional.empty(), Purpose.UNSTATED));
            assertThat(student.acting(client("", "10"))).as(category).isEmpty();
        }
    }

    @Example
    void whatIsNoUserInfoOfTheSubjectIsRefused() {
        String good = info(PHYSICIAN);
        for (String bad : List.of(
                "",
                "[]",
                "null",
                "{}",
                "eyJhbGciOiJFQ0RILUVTIn0..AAAA.AAAA.AAAA",
                good + "x",
                good.replace("\"ada\"", "\"eve\""),
                good.replace("\"ada\"", "1"),
                good.replace("\"810001288385\"", "810001288385"),
                good.replace("\"810001288385\"", "\"\""),
                good.replace("\"810001288385\"", "\"a b\""),
                good.replace("\"810001288385\"", "\"" + "8".repeat(61) + "\""),
                good.replace("\"sub\"", "\"sub\":\"ada\",\"sub\""),
                good.replace("exercices", "exercises"),
                good.replace("\"10\"", "10"),
                good.replace("\"10\"", "\"médecin\\u0020\""),
                good.replace("\"10\"", "\"810001288385\""),
                info((PHARMACIST + ",").repeat(32) + PHARMACIST))) {
            assertThat(read(bad)).as(bad).isEmpty();
        }
        assertThat(read(good)).isPresent();
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll String text) {
        UserInfo.read(bytes, "ada");
        assertThat(read("{\"sub\":\"ada\",\"SubjectNameID\":" + text + "}")).isEmpty();
    }

    private static Optional<Stated> client(String person, String profession) {
        return client(person, profession, "");
    }

    private static Optional<Stated> client(String person, String profession, String specialty) {
        return Optional.of(new Stated(
                Optional.of(person).filter(text -> !text.isEmpty()),
                Optional.of(profession),
                Optional.of(specialty).filter(text -> !text.isEmpty()),
                Purpose.TREAT,
                Optional.empty()));
    }

    private static Stated stated(
            String person, Optional<String> profession, Optional<String> specialty, Purpose purpose) {
        return new Stated(Optional.of(person), profession, specialty, purpose, Optional.empty());
    }

    private static Optional<UserInfo> read(String text) {
        return UserInfo.read(text.getBytes(StandardCharsets.UTF_8), "ada");
    }

    private static String info(String exercises) {
        return "{\"sub\":\"ada\",\"SubjectNameID\":\"810001288385\",\"family_name\":\"EXEMPLE\",\"SubjectRefPro\":{\"exercices\":["
                + exercises + "]}}";
    }
}
