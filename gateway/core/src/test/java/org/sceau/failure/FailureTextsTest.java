package org.sceau.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTextsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void codeHasWordsInBothLanguagesWithTheSameArguments(FailureCode code) {
        for (String part : new String[] {".what", ".do"}) {
            String french = texts(Language.FRENCH).getString(code.code() + part);
            String english = texts(Language.ENGLISH).getString(code.code() + part);

            assertThat(french).isNotBlank();
            assertThat(english).isNotBlank();
            assertThat(placeholders(french)).isEqualTo(placeholders(english));
        }
    }

    @Test
    void noTextIsLeftOverFromACodeThatNoLongerExists() {
        Set<String> codes = new TreeSet<>();
        for (FailureCode code : FailureCode.values()) {
            codes.add(code.code() + ".what");
            codes.add(code.code() + ".do");
        }

        assertThat(texts(Language.FRENCH).keySet()).isEqualTo(codes);
        assertThat(texts(Language.ENGLISH).keySet()).isEqualTo(codes);
    }

    @Test
    void argumentsTakeTheirPlacesAndAMissingOneIsAnEllipsis() {
        Issue told = Issue.of(FailureCode.TOO_LARGE, "42");
        Issue untold = Issue.of(FailureCode.TOO_LARGE);

        assertThat(FailureTexts.hint(told, Language.ENGLISH)).startsWith("The limit is 42 bytes.");
        assertThat(FailureTexts.hint(untold, Language.FRENCH)).startsWith("La limite est de … octets.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en                      | ENGLISH
            en-GB,fr;q=0.5          | ENGLISH
            fr-CA, en;q=0.9         | FRENCH
            de, en;q=0.1            | ENGLISH
            de                      | FRENCH
            *                       | FRENCH
            ;;q=                    | FRENCH
            """)
    void languageIsTheFirstThatFits(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }

    private static ResourceBundle texts(Language language) {
        return ResourceBundle.getBundle(
                "org.sceau.failure.failure",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        PLACEHOLDER.matcher(text).results().forEach(result -> found.add(result.group()));
        return found;
    }
}
