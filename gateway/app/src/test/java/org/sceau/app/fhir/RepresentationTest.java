package org.sceau.app.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.app.http.Acceptable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.transfer.Mode;

/** What a retrieval gives for what is asked. */
class RepresentationTest {
    private static final String HAPI =
            "application/fhir+xml;q=1.0, application/fhir+json;q=1.0, application/xml+fhir;q=0.9,"
                    + " application/json+fhir;q=0.9";

    /** Content type, header, form. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/pdf                | ''                                            | own
        application/pdf                | */*                                           | own
        application/pdf                | application/*                                 | own
        Application/PDF; version=1.7   | application/pdf                               | own
        application/pdf                | application/fhir+json                         | own in JSON
        application/pdf                | application/fhir+xml                          | own in XML
        application/pdf                | application/fhir+json;charset=utf-8, */*      | own in JSON
        application/pdf                | application/fhir+json;q=0.9, */*              | own
        application/pdf                | application/fhir+json, application/pdf        | own
        application/pdf                | application/fhir+json, application/pdf;q=0.9  | own in JSON
        application/pdf                | application/fhir+json;q=0.5, application/fhir+xml | own in XML
        application/pdf                | application/fhir+json;q=0, */*                | own
        application/pdf                | application/pkcs7-mime                        | cms
        application/pdf                | application/pkcs7-mime, */*                   | cms
        application/pdf                | application/pkcs7-mime, application/pdf       | own
        application/pdf                | application/pkcs7-mime;q=0.2, application/fhir+json;q=0.1 | cms
        application/fhir+json          | application/fhir+json                         | own
        application/fhir+json          | application/fhir+xml                          | own in XML
        application/fhir+json          | application/fhir+json, application/fhir+xml;q=0.9 | own
        application/fhir+json          | application/fhir+json, */*                    | own
        application/fhir+xml           | application/fhir+json                         | own in JSON
        application/pkcs7-mime         | application/pkcs7-mime                        | own
        """)
    void inCustodyWhatIsWantedMostIsGiven(String contentType, String accept, String form) {
        assertThat(form(contentType, Mode.CUSTODY, accept)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                              | cms
        application/pkcs7-mime          | cms
        application/fhir+json           | cms in JSON
        application/fhir+xml, */*;q=0.1 | cms in XML
        """)
    void inReaderOnlyModeItIsTheCmsObjectAloneOrInABinary(String accept, String form) {
        assertThat(form("application/pdf", Mode.READER_ONLY, accept)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({"application/pdf, JSON", "application/fhir+json, XML", "application/fhir+xml, JSON"})
    void hapisClientGetsABinaryAroundWhateverItIs(String contentType, String format) {
        assertThat(form(contentType, Mode.CUSTODY, HAPI)).isEqualTo("own in " + format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CUSTODY     | text/plain
        CUSTODY     | application/json
        CUSTODY     | application/pdf;q=0
        READER_ONLY | application/pdf
        READER_ONLY | application/fhir+json;q=0, application/fhir+xml;q=0
        """)
    void whatCannotBeGivenIsNotAcceptable(Mode mode, String accept) {
        Refused refused = catchThrowableOfType(Refused.class, () -> form("application/pdf", mode, accept));

        assertThat(refused.code()).isEqualTo(FailureCode.NOT_ACCEPTABLE);
    }

    private static String form(String contentType, Mode mode, String accept) {
        var form = Representation.of(contentType, mode, Acceptable.of(List.of(accept)));
        return (form.sealed() ? "cms" : "own")
                + form.binary().map(format -> " in " + format).orElse("");
    }
}
