package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header as RFC 9110, 12.5.1 reads it. */
class AcceptableTest {
    /** What is asked for, what is wanted more, what is wanted less. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        text/plain, application/pdf;q=0.5             | text/plain         | application/pdf
        text/plain;q=0.001, application/pdf;q=0       | text/plain         | application/pdf
        text/plain;q=0.25, application/pdf;q=0.250    | text/plain         | text/html
        Text/Plain ; Q = 0.3 , */*;q=0.2              | text/plain         | application/pdf
        text/*, text/html;q=0.1                       | text/plain         | text/html
        text/html;q=0.1, text/*                       | text/plain         | text/html
        */*, text/plain                               | text/plain         | application/pdf
        */*, text/plain;q=0.9                         | application/pdf    | text/plain
        text/*;q=0.1, */*                             | application/pdf    | text/plain
        text/plain;charset=utf-8;q=0.4, text/html     | text/html          | text/plain
        text/plain;q=heavy, text/html;q=0.9           | text/plain         | text/html
        text/plain;q=1.000;level=1, text/html;q=0.999 | text/plain         | text/html
        """)
    void theMostSpecificRangeGivesItsWeight(String header, String more, String less) {
        Acceptable accept = Acceptable.of(List.of(header));

        assertThat(accept.wish(more)).isGreaterThan(accept.wish(less));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/*", "*/*", "text/plain", "text/html;q=0, */*"})
    void aTypeIsAcceptableByNameByWildcardOrBecauseNothingIsAskedFor(String header) {
        assertThat(Acceptable.of(List.of(header)).wish("text/plain")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/pdf", "application/*", "text/plain;q=0", "text/plain;q=0, */*", "text/*;q=0, */*"})
    void whatIsNotNamedOrRefusedIsNotAcceptable(String header) {
        assertThat(Acceptable.of(List.of(header)).wish("text/plain")).isZero();
    }

    @Test
    void onlyANameIsANameAndSeveralFieldsAreOneList() {
        Acceptable accept = Acceptable.of(List.of("*/*", "text/html;q=0.2"));

        assertThat(accept.named("text/plain")).isZero();
        assertThat(accept.named("text/html")).isPositive().isLessThan(accept.wish("text/plain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        application/fhir+xml;q=1.0, application/fhir+json;q=1.0 | XML
        application/fhir+xml;q=0.9, application/fhir+json       | JSON
        application/xml, text/html                              | XML
        application/json;q=0, text/xml;q=0.1                    | XML
        */*                                                     | none
        application/fhir+json;q=0                               | none
        """)
    void anAnswerIsInTheFormatThatIsWantedMost(String header, String format) {
        assertThat(Negotiation.format(Acceptable.of(List.of(header))).map(Enum::name))
                .isEqualTo(Optional.ofNullable(format));
    }
}
