package org.sceau.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.SplitFixture;
import org.sceau.proof.Digest;
import org.sceau.vault.ContentKey;
import org.sceau.vault.StoredPayload;

/** Builds submissions for tests of packages that decide about them. */
public final class SubmissionFixture {
    /** The profile of every submission built here. */
    public static final String PROFILE =
            "https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle";

    private static final PatientIdentifier PATIENT =
            new PatientIdentifier("urn:oid:1.2.250.1.213.1.4.10", "255069999999934");

    private final List<String> intended = new ArrayList<>();
    private final List<DocumentEntry> documents = new ArrayList<>();
    private final List<AuthorVerdict> signatures = new ArrayList<>();

    private SubmissionFixture() {}

    /** Begins one. */
    public static SubmissionFixture submission() {
        return new SubmissionFixture();
    }

    /** With this verdict on an author's signature. */
    public SubmissionFixture signature(AuthorVerdict finding) {
        signatures.add(finding);
        return this;
    }

    /** Names an intended recipient. */
    public SubmissionFixture intendedFor(String identifier) {
        intended.add(identifier);
        return this;
    }

    /** Adds a document of a LOINC type. */
    public SubmissionFixture document(String loinc, Coded... securityLabel) {
        return document(loinc, "{}", securityLabel);
    }

    /** Adds a document of a LOINC type with this resource. */
    public SubmissionFixture document(String loinc, String resource, Coded... securityLabel) {
        documents.add(entry(documents.size(), new Coded("http://loinc.org", loinc), resource, List.of(securityLabel)));
        return this;
    }

    /** The submission. */
    public Submission build() {
        var set = new ListEntry(
                0, false, "urn:oid:2.25.1", List.of(), Optional.empty(), intended, Optional.empty(), List.of(), "{}");
        var digest = Digest.sha256("test".getBytes(StandardCharsets.UTF_8));
        return new Submission(
                SplitFixture.empty(),
                PROFILE,
                PATIENT,
                set,
                List.of(),
                documents,
                List.of(),
                digest,
                List.of(),
                signatures);
    }

    private static DocumentEntry entry(int index, Coded type, String resource, List<Coded> securityLabel) {
        return new DocumentEntry(
                index,
                "urn:oid:2.25.2." + index,
                Optional.empty(),
                List.of(type),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                securityLabel,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "application/pdf",
                List.of(),
                List.of(),
                List.of(),
                payload(index),
                resource);
    }

    private static Extracted payload(int index) {
        var digest = Digest.sha256(new byte[0]);
        var stored = new StoredPayload(
                new UUID(0, index), new ContentKey(new byte[32]), "", "", 0, digest, digest, digest, Optional.empty());
        return new Extracted(Extracted.Kind.BINARY, index, "Bundle.entry", stored, Optional.empty());
    }
}
