package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.identity.PatientIdentifier;

/**
 * Everything a subject is called: its identifiers and the reference. Two subjects are the same patient when they share a
 * name and contradict each other in no system. Not thread-safe; tells nothing in toString.
 */
final class PatientNames {
    /** System of a patient known only as a resource of this base, {@code Patient/<id>}. */
    static final String BY_REFERENCE = "urn:sceau:patient:reference";

    /** System of a patient without any name: its value is the uniqueId of the one submission it stands in. */
    static final String UNIDENTIFIED = "urn:sceau:patient:unidentified";

    private static final String INS = "urn:oid:1.2.250.1.213.1.4.";

    /** How two subjects stand to each other. */
    enum Comparison {
        SAME,
        NOT_SHOWN,
        DIFFERENT
    }

    private final List<PatientIdentifier> identifiers = new ArrayList<>();
    private final Set<String> references = new HashSet<>();

    void addReference(String reference) {
        references.add(reference);
    }

    void addIdentifier(JsonNode identifier) {
        String system = Fhir.text(identifier, "system");
        String value = Fhir.text(identifier, "value");
        if (!system.isBlank() && !value.isBlank()) {
            PatientIdentifier read = new PatientIdentifier(system, value);
            boolean official = Fhir.text(identifier, "use").equals("official");
            identifiers.add(official ? 0 : identifiers.size(), read);
        }
    }

    void addPatient(JsonNode patient) {
        patient.path("identifier").forEach(this::addIdentifier);
    }

    void addAll(PatientNames other) {
        identifiers.addAll(other.identifiers);
        references.addAll(other.references);
    }

    boolean empty() {
        return identifiers.isEmpty() && references.isEmpty();
    }

    /** INS first, then what is official, then the first; else the reference, unless it is local to the request. */
    Optional<PatientIdentifier> chosen() {
        Optional<PatientIdentifier> ins =
                identifiers.stream().filter(one -> one.system().startsWith(INS)).findFirst();
        if (ins.isPresent() || !identifiers.isEmpty()) {
            return Optional.of(ins.orElseGet(identifiers::getFirst));
        }
        return references.stream()
                .filter(reference -> !References.typeOf(reference).isEmpty())
                .sorted()
                .findFirst()
                .map(reference -> new PatientIdentifier(BY_REFERENCE, reference));
    }

    Comparison compare(PatientNames other) {
        if (contradicts(other)) {
            return Comparison.DIFFERENT;
        }
        boolean shared = identifiers.stream().anyMatch(other.identifiers::contains)
                || references.stream().anyMatch(other.references::contains);
        return shared ? Comparison.SAME : Comparison.NOT_SHOWN;
    }

    /** One person has one INS: two values of one INS system are two persons. */
    boolean contradictsItself() {
        return identifiers.stream()
                .filter(one -> one.system().startsWith(INS))
                .anyMatch(one ->
                        identifiers.stream().anyMatch(two -> two.system().equals(one.system()) && !two.equals(one)));
    }

    private boolean contradicts(PatientNames other) {
        return identifiers.stream().anyMatch(one -> {
            List<PatientIdentifier> theirs = other.identifiers.stream()
                    .filter(two -> two.system().equals(one.system()))
                    .toList();
            return !theirs.isEmpty()
                    && identifiers.stream()
                            .filter(two -> two.system().equals(one.system()))
                            .noneMatch(theirs::contains);
        });
    }

    @Override
    public String toString() {
        return "PatientNames[withheld]";
    }
}
