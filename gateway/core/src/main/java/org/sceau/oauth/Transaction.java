package org.sceau.oauth;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.routing.Right;

/**
 * What a request does, as far as scopes tell it apart: IHE's transactions by name (IUA Rev 2.4; MHD 4.2.4), the same in SMART
 * App Launch 2.2 as permissions on types. Each of {@code smart} is needed.
 */
public enum Transaction {
    /** ITI-65 Provide Document Bundle. */
    PROVIDE(Right.SUBMIT, "ITI-65", "DocumentReference.c List.c Binary.c"),
    /** A FHIR document alone, which MHD counts to ITI-65. */
    DOCUMENT(Right.SUBMIT, "ITI-65", "Bundle.c"),
    /** ITI-105 Simplified Publish. */
    PUBLISH(Right.SUBMIT, "ITI-105", "DocumentReference.c"),
    /** ITI-66 Find Document Lists. */
    FIND_LISTS(Right.FIND, "ITI-66", "List.s"),
    /** ITI-67 Find Document References. */
    FIND_DOCUMENTS(Right.FIND, "ITI-67", "DocumentReference.s"),
    /** One document's metadata by its id. */
    READ_METADATA(Right.FIND, "ITI-67", "DocumentReference.r"),
    /** ITI-68 Retrieve Document. */
    RETRIEVE(Right.RETRIEVE, "ITI-68", "Binary.r"),
    /** An evidence file with documents in it; without any it is a {@link #RECEIPT}. */
    EVIDENCE(Right.RETRIEVE, "ITI-68", "Binary.r"),
    /** ITI-90 Find Matching Care Services for Organization. */
    FIND_ORGANIZATION(Right.DIRECTORY, "ITI-90", "Organization.s"),
    /** One by its id, or beside another that was found. */
    READ_ORGANIZATION(Right.DIRECTORY, "ITI-90", "Organization.r"),
    /** ITI-90 Find Matching Care Services for Practitioner. */
    FIND_PRACTITIONER(Right.DIRECTORY, "ITI-90", "Practitioner.s"),
    /** One by its id, or beside another that was found. */
    READ_PRACTITIONER(Right.DIRECTORY, "ITI-90", "Practitioner.r"),
    /** ITI-90 Find Matching Care Services for PractitionerRole. */
    FIND_PRACTITIONER_ROLE(Right.DIRECTORY, "ITI-90", "PractitionerRole.s"),
    /** One by its id, or beside another that was found. */
    READ_PRACTITIONER_ROLE(Right.DIRECTORY, "ITI-90", "PractitionerRole.r"),
    /** ITI-90 Find Matching Care Services for Endpoint. */
    FIND_ENDPOINT(Right.DIRECTORY, "ITI-90", "Endpoint.s"),
    /** One by its id, or beside another that was found. */
    READ_ENDPOINT(Right.DIRECTORY, "ITI-90", "Endpoint.r"),
    /** A receipt of one's own, or evidence without documents: whoever did something may have it. */
    RECEIPT(Right.RETRIEVE, "ITI-65 ITI-105 ITI-66 ITI-67 ITI-68", "Bundle.r");

    private final Right right;
    private final String names;
    private final String smart;

    Transaction(Right right, String names, String smart) {
        this.right = right;
        this.names = names;
        this.smart = smart;
    }

    /** Finding ({@code s}) or reading ({@code r}) a type of the directory. */
    public static Transaction inDirectory(String type, char letter) {
        String smart = type + "." + letter;
        return Stream.of(values())
                .filter(one -> one.right == Right.DIRECTORY && one.smart.equals(smart))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the directory has four types"));
    }

    /** The right that a partner's file must give for it. */
    public Right right() {
        return right;
    }

    /** The scope to ask for it with. */
    public String scope() {
        return names().getFirst();
    }

    /** The scopes that cover it, in each of the ways there are: one, or several with spaces between that are needed together. */
    public List<String> alternatives() {
        String together = smart().stream().map(Scopes.SYSTEM::concat).collect(Collectors.joining(" "));
        return Stream.concat(names().stream(), Stream.of(together)).toList();
    }

    /** Scopes of IHE, one of which covers it; the first is its own. */
    List<String> names() {
        return List.of(names.split(" ", -1));
    }

    /** {@code Type.letter} of SMART, all of which cover it. */
    List<String> smart() {
        return List.of(smart.split(" ", -1));
    }
}
