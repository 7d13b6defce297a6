package org.sceau.directory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.Digest;

/** One thing that a directory knows. Immutable; names of professionals are public, and nothing here is of a patient. */
public sealed interface Entry {
    /** Logical id (FHIR R4 {@code id}): the same for the same thing, from source to source and from reading to reading. */
    String id();

    /** By which it is known, the main one first. */
    List<Identifier> identifiers();

    /** Whether it is in use. */
    boolean active();

    /** The id of what has this key among its kind. */
    static String idOf(String kind, String key) {
        return Digest.sha256((kind + "|" + key).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32);
    }

    /**
     * A legal person or a place of one.
     *
     * @param name as it is called
     * @param sector code of TRE_R02, such as SA07
     */
    record Organisation(String id, List<Identifier> identifiers, boolean active, String name, Optional<String> sector)
            implements Entry {
        /** Copies its list; throws IllegalArgumentException for what does not fit. */
        public Organisation {
            Form.id(id);
            identifiers = Form.identifiers(identifiers);
            Words.require(name);
            Form.code(sector);
        }
    }

    /**
     * A professional.
     *
     * @param family name in practice
     * @param given first name in practice, may be empty
     */
    record Practitioner(String id, List<Identifier> identifiers, boolean active, String family, String given)
            implements Entry {
        /** Copies its list; throws IllegalArgumentException for what does not fit. */
        public Practitioner {
            Form.id(id);
            identifiers = Form.identifiers(identifiers);
            Words.require(family);
            Words.require(given);
        }
    }

    /**
     * In which quality a practitioner acts, and for whom.
     *
     * @param practitioner id of the practitioner
     * @param organisation id of the organisation, if any
     * @param profession code of TRE_G15
     * @param specialty code of TRE_R01
     */
    record Role(
            String id,
            boolean active,
            String practitioner,
            Optional<String> organisation,
            Optional<String> profession,
            Optional<String> specialty)
            implements Entry {
        /** Throws IllegalArgumentException for what does not fit. */
        public Role {
            Form.id(id);
            Form.id(practitioner);
            organisation.ifPresent(Form::id);
            Form.code(profession);
            Form.code(specialty);
        }

        @Override
        public List<Identifier> identifiers() {
            return List.of();
        }
    }

    /**
     * Where an organisation takes documents.
     *
     * @param organisation id of the organisation
     * @param address of its FHIR base
     */
    record Endpoint(String id, boolean active, String organisation, URI address) implements Entry {
        /** Throws IllegalArgumentException for what does not fit. */
        public Endpoint {
            Form.id(id);
            Form.id(organisation);
            Words.require(address.toString());
        }

        @Override
        public List<Identifier> identifiers() {
            return List.of();
        }
    }
}
