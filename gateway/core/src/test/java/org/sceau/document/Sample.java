package org.sceau.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Split;
import org.sceau.intake.VaultSplits;
import org.sceau.proof.Digest;
import org.sceau.vault.PayloadSink;

/** A submission for tests of what comes after the reader; each {@code with} gives another. */
public record Sample(
        PatientIdentifier patient,
        String setId,
        List<String> documentIds,
        List<String> contents,
        List<String> replaces,
        List<String> folderIds,
        String family,
        Instant date) {
    /** An obviously fictional name that must never be found in a file. */
    public static final String CANARY = "Zyxwvutsrq-Kanarienvogel";

    /** One PDF of the fictional patient. */
    public static Sample one(String setId, String documentId, String content) {
        return new Sample(
                new PatientIdentifier("urn:oid:1.2.250.1.213.1.4.10", "279035121518989"),
                setId,
                List.of(documentId),
                List.of(content),
                List.of(),
                List.of(),
                CANARY,
                Instant.parse("2026-11-20T08:00:00Z"));
    }

    public Sample of(PatientIdentifier other) {
        return new Sample(other, setId, documentIds, contents, replaces, folderIds, family, date);
    }

    public Sample replacing(String... replaced) {
        return new Sample(patient, setId, documentIds, contents, List.of(replaced), folderIds, family, date);
    }

    public Sample inFolders(String... folders) {
        return new Sample(patient, setId, documentIds, contents, replaces, List.of(folders), family, date);
    }

    public Sample by(String author) {
        return new Sample(patient, setId, documentIds, contents, replaces, folderIds, author, date);
    }

    /** The submission, its payloads in the vault. */
    public Submission submission(PayloadSink.Factory vault) throws IOException {
        String metadata = "{\"resourceType\":\"Bundle\",\"note\":\"" + family + " " + patient.value() + "\"}";
        Split split = VaultSplits.of(
                vault,
                metadata.getBytes(StandardCharsets.UTF_8),
                contents.stream()
                        .map(content -> content.getBytes(StandardCharsets.UTF_8))
                        .toList());
        List<DocumentEntry> documents = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        List<SubmissionEntry> entries = new ArrayList<>();
        for (int i = 0; i < documentIds.size(); i++) {
            documents.add(document(i, split));
            indexes.add(i);
            entries.add(new SubmissionEntry(EntryKind.DOCUMENT_REFERENCE, "POST", Optional.empty(), Optional.of(i)));
        }
        entries.add(new SubmissionEntry(EntryKind.SUBMISSION_SET, "POST", Optional.empty(), Optional.empty()));
        ListEntry set = list(entries.size() - 1, false, setId, indexes);
        List<ListEntry> folders = new ArrayList<>();
        for (String folder : folderIds) {
            folders.add(list(entries.size(), true, folder, indexes));
            entries.add(new SubmissionEntry(EntryKind.FOLDER, "POST", Optional.empty(), Optional.empty()));
        }
        return new Submission(
                split,
                "https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle",
                patient,
                set,
                folders,
                documents,
                entries,
                Digest.sha256((setId + documentIds + replaces + folderIds).getBytes(StandardCharsets.UTF_8)),
                List.of(),
                List.of());
    }

    private static ListEntry list(int entry, boolean folder, String id, List<Integer> documents) {
        return new ListEntry(
                entry,
                folder,
                id,
                List.of(new Coded("http://loinc.org", "11502-2")),
                folder ? Optional.empty() : Optional.of("urn:oid:1.2.3.4"),
                List.of(),
                Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
                documents,
                "{\"resourceType\":\"List\",\"title\":\"" + CANARY + "\"}");
    }

    private DocumentEntry document(int index, Split split) {
        return new DocumentEntry(
                index,
                documentIds.get(index),
                Optional.of("urn:uuid:00000000-0000-4000-8000-00000000000" + index),
                List.of(new Coded("http://loinc.org", "11502-2")),
                List.of(new Coded("http://loinc.org", "26436-6")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of("fr-FR"),
                Optional.of(date),
                Optional.of(date),
                Optional.empty(),
                Optional.empty(),
                "application/pdf",
                List.of(new Author(List.of(family), List.of("Élodie"), List.of("Labo Imaginaire"))),
                List.of(),
                index == 0 ? replaces : List.of(),
                split.payloads().get(index),
                "{\"resourceType\":\"DocumentReference\",\"description\":\"" + family + "\"}");
    }
}
