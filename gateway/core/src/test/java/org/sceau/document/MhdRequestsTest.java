package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splits;
import org.sceau.profiles.Profile;

/**
 * Every ITI-65 request among IHE's examples of MHD 4.2.4. State that is not in the request (the patient
 * {@code Patient/ex-patient}, documents to append to or to replace) is named, never fetched; whether it exists is the
 * ledger's question. Three of the nine are defective: the third, "Multiple", gives two documents one uniqueId.
 */
class MhdRequestsTest {
    private static final SubmissionReader READER = new SubmissionReader(SignerTrust.NOBODY);

    /** The one foreign server that an example names: as a base whose resources may be named. */
    private static final AcceptancePolicy POLICY =
            new AcceptancePolicy(Set.of(Profile.values()), true, Set.of("http://example.org/fhir"), false);

    static Stream<Arguments> acceptable() {
        return Stream.of(
                Arguments.of("Bundle-ex-minimalProvideDocumentBundleSimple", Profile.MHD_MINIMAL, 1),
                Arguments.of("Bundle-ex-minimalProvideDocumentBundleSimpleContained", Profile.MHD_MINIMAL, 1),
                Arguments.of("Bundle-ex-comprehensiveProvideDocumentBundleSimple", Profile.MHD_COMPREHENSIVE, 1),
                Arguments.of("Bundle-ex-comprehensiveProvideDocumentBundleComplete", Profile.MHD_COMPREHENSIVE, 1),
                Arguments.of("Bundle-ex-comprehensiveProvideDocumentBundleDocument", Profile.MHD_COMPREHENSIVE, 1),
                Arguments.of(
                        "Bundle-ex-unContainedComprehensiveProvideDocumentBundleComplete", Profile.MHD_UNCONTAINED, 1));
    }

    static Stream<Arguments> defective() {
        return Stream.of(
                // 23 bytes, declared as 24
                Arguments.of(
                        "Bundle-ex-comprehensiveProvideDocumentBundleReplace",
                        FailureCode.SIZE_MISMATCH,
                        mend(bundle -> attachment(bundle, 2).put("size", 23))),
                // PUT List, without the id of the folder
                Arguments.of(
                        "Bundle-ex-ProvideDocumentBundle-addToFolder",
                        FailureCode.FOLDER_INVALID,
                        mend(bundle -> ((ObjectNode) bundle.path("entry").get(2).path("request"))
                                .put("url", "List/ex-folder"))),
                // one masterIdentifier for two documents
                Arguments.of(
                        "Bundle-ex-comprehensiveProvideDocumentBundleMultiple",
                        FailureCode.UNIQUE_ID_REPEATED,
                        mend(bundle -> ((ObjectNode) bundle.path("entry")
                                        .get(2)
                                        .path("resource")
                                        .path("masterIdentifier"))
                                .put("value", "urn:oid:1.2.840.113556.1.8000.2554.53432.348.1"))),
                // not a submission: no profile, no SubmissionSet
                Arguments.of("Bundle-ex-dummyBundleDocAndBinary", FailureCode.PROFILE_UNKNOWN, mend(bundle -> {})));
    }

    @ParameterizedTest
    @MethodSource("acceptable")
    void requestOfIheIsAcceptedAsSent(String name, Profile profile, int documents) {
        ReadResult result = READER.read(Splits.transaction(MhdCorpus.bytes(name)), POLICY);

        assertThat(result).isInstanceOf(ReadResult.Valid.class);
        Submission submission = ((ReadResult.Valid) result).submission();
        assertThat(submission.profile()).isEqualTo(profile.canonical());
        assertThat(submission.documents()).hasSize(documents);
    }

    @ParameterizedTest
    @MethodSource("defective")
    void defectiveRequestOfIheIsRefusedAsSentAndAcceptedOnceMended(
            String name, FailureCode rule, Consumer<ObjectNode> mending) {
        ObjectNode bundle = MhdCorpus.tree(name);

        assertThat(codes(READER.read(Splits.transaction(MhdCorpus.bytes(name)), POLICY)))
                .containsExactly(rule);
        mending.accept(bundle);
        ReadResult mended = READER.read(split(bundle), POLICY);
        assertThat(mended instanceof ReadResult.Valid).isEqualTo(rule != FailureCode.PROFILE_UNKNOWN);
    }

    @Test
    void simplePublicationOfIheIsAccepted() {
        byte[] body = MhdCorpus.bytes("DocumentReference-ex-DocumentReferenceSimplifiedPublish");

        ReadResult result = READER.read(Splits.of(body, Format.JSON, Interaction.SIMPLIFIED_PUBLISH), POLICY);

        assertThat(codes(result)).isEmpty();
    }

    @Test
    void documentAloneOfIheIsAccepted() {
        byte[] body = MhdCorpus.bytes("Bundle-ex-fhir-document-bundle");

        ReadResult result = READER.read(Splits.of(body, Format.JSON, Interaction.FHIR_DOCUMENT), POLICY);

        assertThat(codes(result)).isEmpty();
    }

    private static List<FailureCode> codes(ReadResult result) {
        return switch (result) {
            case ReadResult.Valid valid -> List.of();
            case ReadResult.Invalid invalid ->
                invalid.issues().stream().map(Issue::code).toList();
        };
    }

    private static Consumer<ObjectNode> mend(Consumer<ObjectNode> mending) {
        return mending;
    }

    private static ObjectNode attachment(ObjectNode bundle, int entry) {
        return (ObjectNode) bundle.path("entry")
                .get(entry)
                .path("resource")
                .path("content")
                .get(0)
                .path("attachment");
    }

    private static Split split(ObjectNode bundle) {
        return Splits.transaction(bundle.toString().getBytes(StandardCharsets.UTF_8));
    }
}
