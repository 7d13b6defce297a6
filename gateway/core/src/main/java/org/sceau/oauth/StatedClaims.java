package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;

/**
 * Who acts, in the claim {@code extensions}: {@code ihe_iua} of IHE IUA, and the reason for broken glass in {@code sceau}. The
 * same in a partner's own statement, in its client assertion and in an access token; in our own tokens alone, {@code sceau}
 * holds the family of the card with which a person authorised it, too.
 */
public final class StatedClaims {
    private static final int LONGEST_CODE = 8;
    private static final String FAMILY = "card_family";
    private static final String G15 = "urn:oid:1.2.250.1.71.1.2.7";
    private static final String R01 = "urn:oid:1.2.250.1.71.4.2.5";
    private static final Set<String> PROFESSIONS =
            Set.of(G15, "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante");
    private static final Set<String> SPECIALTIES = Set.of(
            R01,
            "https://mos.esante.gouv.fr/NOS/TRE_R01-EnsembleSavoirFaire-CISIS/FHIR/TRE-R01-EnsembleSavoirFaire-CISIS");

    private StatedClaims() {}

    /** Reads the claim; throws {@link Refused} with {@code STATEMENT_INVALID} for what is malformed, ambiguous or unknown. */
    public static Stated read(JsonNode extensions) {
        JsonNode iua = extensions.path("ihe_iua");
        Optional<String> profession = Optional.empty();
        Optional<String> specialty = Optional.empty();
        for (JsonNode role : list(iua.path("subject_role"))) {
            String system = role.path("system").asText();
            if (PROFESSIONS.contains(system)) {
                profession = once(profession, role);
            } else if (SPECIALTIES.contains(system)) {
                specialty = once(specialty, role);
            }
        }
        Optional<Purpose> purpose = Optional.empty();
        for (JsonNode use : list(iua.path("purpose_of_use"))) {
            Purpose named = Purpose.of(
                            use.path("system").asText(), use.path("code").asText())
                    .orElseThrow(StatedClaims::invalid);
            if (purpose.isPresent()) {
                throw invalid();
            }
            purpose = Optional.of(named);
        }
        return new Stated(
                word(iua.path("national_provider_identifier")),
                profession,
                specialty,
                purpose.orElse(Purpose.UNSTATED),
                word(extensions.path("sceau").path("break_glass_reason")));
    }

    /** The family in the claim of one of our own tokens. Nobody else is asked: MUST NOT be called for another's. */
    static Optional<CardFamily> family(JsonNode extensions) {
        String named = extensions.path("sceau").path(FAMILY).asText();
        return Stream.of(CardFamily.values())
                .filter(family -> family.name().equals(named))
                .findFirst();
    }

    /** The claim that says this and nothing else. */
    static ObjectNode write(Stated stated, Optional<CardFamily> card) {
        ObjectNode extensions = JsonNodeFactory.instance.objectNode();
        ObjectNode iua = extensions.putObject("ihe_iua");
        stated.person().ifPresent(person -> iua.put("national_provider_identifier", person));
        var roles = iua.putArray("subject_role");
        stated.profession().ifPresent(code -> roles.add(coding(G15, code)));
        stated.specialty().ifPresent(code -> roles.add(coding(R01, code)));
        if (stated.purpose() != Purpose.UNSTATED) {
            iua.putArray("purpose_of_use")
                    .add(coding(Purpose.ACT_REASON, stated.purpose().name()));
        }
        stated.breakGlass()
                .ifPresent(reason -> extensions.withObjectProperty("sceau").put("break_glass_reason", reason));
        card.ifPresent(family -> extensions.withObjectProperty("sceau").put(FAMILY, family.name()));
        return extensions;
    }

    private static ObjectNode coding(String system, String code) {
        return JsonNodeFactory.instance.objectNode().put("system", system).put("code", code);
    }

    private static Optional<String> once(Optional<String> before, JsonNode role) {
        Optional<String> code = word(role.path("code")).filter(StatedClaims::isCode);
        if (before.isPresent() || code.isEmpty()) {
            throw invalid();
        }
        return code;
    }

    /** As TRE_G15 and TRE_R01 have them. It stands in entries for ever: what could be anybody's number is none. */
    private static boolean isCode(String word) {
        return word.length() <= LONGEST_CODE && word.chars().allMatch(Character::isLetterOrDigit);
    }

    private static JsonNode list(JsonNode node) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw invalid();
        }
        return node;
    }

    /** A code or identifier of 1 to 60 printable characters; anything else that stands there is refused. */
    private static Optional<String> word(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        String text = node.asText();
        boolean good = node.isTextual()
                && !text.isEmpty()
                && text.length() <= 60
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!good) {
            throw invalid();
        }
        return Optional.of(text);
    }

    private static Refused invalid() {
        return new Refused(FailureCode.STATEMENT_INVALID);
    }
}
