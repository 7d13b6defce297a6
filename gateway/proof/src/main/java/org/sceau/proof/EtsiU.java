package org.sceau.proof;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonObject;

/**
 * What came after a signature (ETSI TS 119 182-1 clause 5.3). No signature covers it, so each element has one spelling and
 * proves itself, and what is not known is refused.
 *
 * <p>Immutable.
 *
 * @param stamp over the signature's value ({@code sigTst})
 */
public record EtsiU(Optional<TimeStampToken> stamp) {
    private static final EtsiU NONE = new EtsiU(Optional.empty());

    /** Reads the elements of a file; throws {@link MalformedProof}. */
    static EtsiU of(Part part, JadesFile file) {
        if (file.etsiU().isEmpty()) {
            return NONE;
        }
        if (part != Part.SIGNATURE || file.etsiU().size() > 1) {
            throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, "etsiU");
        }
        byte[] json = StrictBase64.url(part, file.etsiU().getFirst(), "etsiU");
        Members element = new Members(part, CanonicalJson.decode(part, json), "etsiU");
        Members stamp = element.object("sigTst");
        element.end();
        List<JsonValue> tokens = stamp.items("tstTokens");
        stamp.end();
        if (tokens.size() != 1) {
            throw stamp.invalid("tstTokens");
        }
        Members token = new Members(part, tokens.getFirst(), "tstTokens");
        byte[] der = StrictBase64.standard(part, token.text("val"), "val");
        token.end();
        return new EtsiU(Optional.of(TimeStampToken.decode(der)));
    }

    /** The element for a time-stamp over a signature's value, as it stands in the array. */
    public static String sigTst(TimeStampToken token) {
        JsonObject value = new ObjectDraft()
                .put("val", Base64.getEncoder().encodeToString(token.der()))
                .done();
        JsonObject stamp = new ObjectDraft()
                .put("tstTokens", new JsonArray(List.of(value)))
                .done();
        byte[] json =
                CanonicalJson.encode(new ObjectDraft().put("sigTst", stamp).done());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
