package org.sceau.document;

import java.util.List;
import java.util.stream.Stream;
import org.sceau.failure.Issue;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Split;
import org.sceau.proof.Digest;

/**
 * A request that keeps every rule of its profile, read from its metadata. Made by {@link SubmissionReader} only. Holds
 * patient data: tells nothing in toString.
 */
public final class Submission {
    private final Split split;
    private final String profile;
    private final PatientIdentifier patient;
    private final ListEntry submissionSet;
    private final List<ListEntry> folders;
    private final List<DocumentEntry> documents;
    private final List<SubmissionEntry> entries;
    private final Digest normalised;
    private final List<Issue> warnings;
    private final List<AuthorVerdict> signatures;

    Submission(
            Split split,
            String profile,
            PatientIdentifier patient,
            ListEntry submissionSet,
            List<ListEntry> folders,
            List<DocumentEntry> documents,
            List<SubmissionEntry> entries,
            Digest normalised,
            List<Issue> warnings,
            List<AuthorVerdict> signatures) {
        this.split = split;
        this.profile = profile;
        this.patient = patient;
        this.submissionSet = submissionSet;
        this.folders = List.copyOf(folders);
        this.documents = List.copyOf(documents);
        this.entries = List.copyOf(entries);
        this.normalised = normalised;
        this.warnings = List.copyOf(warnings);
        this.signatures = List.copyOf(signatures);
    }

    /** The payloads and the metadata object this was read from. */
    public Split split() {
        return split;
    }

    /** Canonical URL of the profile whose rules it keeps. */
    public String profile() {
        return profile;
    }

    /** The one patient of the whole submission. */
    public PatientIdentifier patient() {
        return patient;
    }

    /** The SubmissionSet: the sender's, or the one made for a simple publication. */
    public ListEntry submissionSet() {
        return submissionSet;
    }

    /** Folders, made or added to. */
    public List<ListEntry> folders() {
        return folders;
    }

    /** The documents, in the order of their entries. */
    public List<DocumentEntry> documents() {
        return documents;
    }

    /** What each entry of the request is, in order: the answer has one entry for each. */
    public List<SubmissionEntry> entries() {
        return entries;
    }

    /** Digest of the metadata with fullUrls, formatting and serialisation taken out: equal for the same thing sent twice. */
    public Digest normalised() {
        return normalised;
    }

    /** What the sender should know although the submission is in order. */
    public List<Issue> warnings() {
        return warnings;
    }

    /** The same with more verdicts on authors' signatures. */
    Submission judged(List<AuthorVerdict> more) {
        return more.isEmpty()
                ? this
                : new Submission(
                        split,
                        profile,
                        patient,
                        submissionSet,
                        folders,
                        documents,
                        entries,
                        normalised,
                        warnings,
                        Stream.concat(signatures.stream(), more.stream()).toList());
    }

    /** The verdicts on authors' signatures, those inside FHIR documents first. */
    public List<AuthorVerdict> signatures() {
        return signatures;
    }

    @Override
    public String toString() {
        return "Submission[" + documents.size() + " documents]";
    }
}
