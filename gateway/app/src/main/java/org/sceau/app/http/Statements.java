package org.sceau.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.suites.JoseSignatures;

/**
 * What a partner states of who acts for it: {@code Authorization: Bearer} with a JWT (RFC 7519) that bears claims of IHE IUA
 * ({@code extensions.ihe_iua}) and that the partner signed with the key of the session's certificate. Whoever holds a copy
 * can do nothing with it: it counts in a session with that certificate alone, for five minutes at most. Stateless.
 */
final class Statements {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_CODE = 8;
    private static final Duration VALID_MOST = Duration.ofMinutes(5);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);
    private static final Set<String> PROFESSIONS = Set.of(
            "urn:oid:1.2.250.1.71.1.2.7",
            "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante");
    private static final Set<String> SPECIALTIES = Set.of(
            "urn:oid:1.2.250.1.71.4.2.5",
            "https://mos.esante.gouv.fr/NOS/TRE_R01-EnsembleSavoirFaire-CISIS/FHIR/TRE-R01-EnsembleSavoirFaire-CISIS");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Statements() {}

    /**
     * The statement of a request; empty when it makes none.
     *
     * @param header value of {@code Authorization}; empty when there is none
     * @param key of the session's certificate
     * @param now by the gateway's clock
     * @throws Refused {@code STATEMENT_INVALID} for anything that is not such a statement in force
     */
    static Optional<Stated> of(Optional<String> header, PublicKey key, Instant now) {
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String text = header.get();
        if (text.length() > LONGEST || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw invalid();
        }
        String[] parts = text.substring(SCHEME.length()).split("\\.", -1);
        if (parts.length != 3) {
            throw invalid();
        }
        JsonNode head = json(parts[0]);
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        boolean intact = !head.has("crit")
                && JoseSignatures.verify(head.path("alg").asText(), key, input, bytes(parts[2]))
                        == JoseSignatures.Outcome.INTACT;
        if (!intact) {
            throw invalid();
        }
        JsonNode claims = json(parts[1]);
        inForce(claims, now);
        return Optional.of(stated(claims.path("extensions")));
    }

    private static void inForce(JsonNode claims, Instant now) {
        JsonNode from = claims.path("iat");
        JsonNode until = claims.path("exp");
        boolean numbers = from.isIntegralNumber()
                && from.canConvertToInt()
                && until.isIntegralNumber()
                && until.canConvertToInt();
        if (!numbers) {
            throw invalid();
        }
        JsonNode notBefore = claims.path("nbf");
        boolean begun = notBefore.isMissingNode()
                || (notBefore.isIntegralNumber()
                        && notBefore.canConvertToInt()
                        && !Instant.ofEpochSecond(notBefore.intValue()).isAfter(now.plus(CLOCKS_APART)));
        if (!begun) {
            throw invalid();
        }
        Instant issued = Instant.ofEpochSecond(from.intValue());
        Instant end = Instant.ofEpochSecond(until.intValue());
        boolean counts =
                !issued.isAfter(now.plus(CLOCKS_APART)) && end.isAfter(now) && !end.isAfter(issued.plus(VALID_MOST));
        if (!counts) {
            throw invalid();
        }
    }

    private static Stated stated(JsonNode extensions) {
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
                    .orElseThrow(Statements::invalid);
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

    private static Optional<String> once(Optional<String> before, JsonNode role) {
        Optional<String> code = word(role.path("code")).filter(Statements::isCode);
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

    private static JsonNode json(String part) {
        try {
            JsonNode node = JSON.readTree(bytes(part));
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException malformed) {
            throw invalid();
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        throw invalid();
    }

    private static byte[] bytes(String part) {
        try {
            if (part.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(part);
            }
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
        throw invalid();
    }

    private static Refused invalid() {
        return new Refused(FailureCode.STATEMENT_INVALID);
    }
}
