package org.sceau.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;

/** Makes submissions from splits, for tests of what comes after the reader. */
public final class SubmissionsForTests {
    private SubmissionsForTests() {}

    /** A submission of PDF documents: the payloads of the split under these uniqueIds, in order. */
    public static Submission of(Split split, List<String> uniqueIds) {
        List<DocumentEntry> documents = new ArrayList<>();
        for (int i = 0; i < uniqueIds.size(); i++) {
            documents.add(document(i, uniqueIds.get(i), split.payloads().get(i)));
        }
        var set = new ListEntry(
                uniqueIds.size(),
                false,
                "urn:oid:1.2.3.4.5",
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                "{}");
        return new Submission(
                split,
                "https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle",
                new PatientIdentifier("urn:oid:1.2.250.1.213.1.4.10", "279035121518989"),
                set,
                List.of(),
                documents,
                List.of(),
                split.metadata().sha256(),
                List.of(),
                List.of());
    }

    private static DocumentEntry document(int entry, String uniqueId, Extracted payload) {
        return new DocumentEntry(
                entry,
                uniqueId,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "application/pdf",
                List.of(),
                List.of(),
                List.of(),
                payload,
                "{}");
    }
}
