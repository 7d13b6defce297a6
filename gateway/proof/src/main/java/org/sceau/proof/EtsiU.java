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
 * @param stamp over the signature's value ({@code sigTst}): level B-T
 * @param lists that answered for both chains at its time ({@code rVals}, after {@code xVals}): level B-LT
 */
public record EtsiU(Optional<TimeStampToken> stamp, List<byte[]> lists) {
    private static final int OF_LEVEL_T = 1;
    private static final int OF_LEVEL_LT = 3;

    /** Copies. */
    public EtsiU {
        lists = List.copyOf(lists);
    }

    /** Reads the elements of a file; throws {@link MalformedProof}. */
    static EtsiU of(Part part, JadesFile file) {
        List<String> elements = file.etsiU();
        if (elements.isEmpty()) {
            return new EtsiU(Optional.empty(), List.of());
        }
        if (part != Part.SIGNATURE || (elements.size() != OF_LEVEL_T && elements.size() != OF_LEVEL_LT)) {
            throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, "etsiU");
        }
        Optional<TimeStampToken> stamp = Optional.of(stamp(part, elements.getFirst()));
        if (elements.size() == OF_LEVEL_T) {
            return new EtsiU(stamp, List.of());
        }
        if (!elements.get(1).equals(ValidationValues.xVals(file))) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, "xVals");
        }
        return new EtsiU(stamp, ValidationValues.lists(part, elements.get(2)));
    }

    static TimeStampToken stamp(Part part, String text) {
        byte[] json = StrictBase64.url(part, text, "etsiU");
        Members stamp = new Members(part, CanonicalJson.decode(part, json), "etsiU").only("sigTst");
        List<JsonValue> tokens = stamp.items("tstTokens");
        stamp.end();
        if (tokens.size() != 1) {
            throw stamp.invalid("tstTokens");
        }
        Members token = new Members(part, tokens.getFirst(), "tstTokens");
        byte[] der = StrictBase64.standard(part, token.text("val"), "val");
        token.end();
        return TimeStampToken.decode(der);
    }

    /** The element for a time-stamp over a signature's value, as it stands in the array. */
    public static String sigTst(TimeStampToken token) {
        JsonObject value = new ObjectDraft()
                .put("val", Base64.getEncoder().encodeToString(token.der()))
                .done();
        return element(
                "sigTst",
                new ObjectDraft()
                        .put("tstTokens", new JsonArray(List.of(value)))
                        .done());
    }

    static String element(String name, JsonValue value) {
        byte[] json = CanonicalJson.encode(new ObjectDraft().put(name, value).done());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
