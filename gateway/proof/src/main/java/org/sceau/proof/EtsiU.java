package org.sceau.proof;

import java.util.ArrayList;
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
 * @param archive time-stamps over everything before each of them ({@code arcTst}): level B-LTA
 */
public record EtsiU(Optional<TimeStampToken> stamp, List<byte[]> lists, List<Archived> archive) {
    /** One for each certificate of the authorities for a hundred years. */
    static final int MOST_ARCHIVED = 100;

    private static final String STAMP = "sigTst";
    private static final String ARCHIVE_STAMP = "arcTst";
    private static final int OF_LEVEL_T = 1;
    private static final int OF_LEVEL_LT = 3;

    /** Copies. */
    public EtsiU {
        lists = List.copyOf(lists);
        archive = List.copyOf(archive);
    }

    /**
     * An archive time-stamp.
     *
     * @param lists that answered for the time-stamp before it ({@code tstVD}); empty where there were none
     * @param place how many elements stand before it
     */
    public record Archived(TimeStampToken token, List<byte[]> lists, int place) {

        /** Copies. */
        public Archived {
            lists = List.copyOf(lists);
        }
    }

    /** Reads the elements of a file; throws {@link MalformedProof}. */
    static EtsiU of(Part part, JadesFile file) {
        List<String> elements = file.etsiU();
        if (elements.isEmpty()) {
            return new EtsiU(Optional.empty(), List.of(), List.of());
        }
        int size = elements.size();
        if (part != Part.SIGNATURE
                || (size > OF_LEVEL_T && size < OF_LEVEL_LT)
                || size > OF_LEVEL_LT + 2 * MOST_ARCHIVED) {
            throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, "etsiU");
        }
        TimeStampToken stamp = stamp(part, elements.getFirst());
        if (size == OF_LEVEL_T) {
            return new EtsiU(Optional.of(stamp), List.of(), List.of());
        }
        if (!elements.get(1).equals(ValidationValues.xVals(file))) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, "xVals");
        }
        List<byte[]> lists = ValidationValues.lists(part, elements.get(2));
        return new EtsiU(Optional.of(stamp), lists, archive(part, elements, stamp));
    }

    private static List<Archived> archive(Part part, List<String> elements, TimeStampToken stamp) {
        List<Archived> archive = new ArrayList<>();
        TimeStampToken covered = stamp;
        for (int place = OF_LEVEL_LT; place < elements.size(); place++) {
            Optional<List<byte[]>> lists = ValidationValues.listsOf(part, elements.get(place), covered);
            place += lists.isPresent() ? 1 : 0;
            if (place == elements.size()) {
                throw new MalformedProof(part, Reason.MEMBER_MISSING, ARCHIVE_STAMP);
            }
            covered = token(part, elements.get(place), ARCHIVE_STAMP);
            archive.add(new Archived(covered, lists.orElse(List.of()), place));
        }
        return archive;
    }

    /** The time-stamp in an element {@code sigTst}; throws {@link MalformedProof}. */
    public static TimeStampToken stamp(String element) {
        return stamp(Part.SIGNATURE, element);
    }

    /** The time-stamp in an element {@code arcTst}; throws {@link MalformedProof}. */
    public static TimeStampToken archived(String element) {
        return token(Part.SIGNATURE, element, ARCHIVE_STAMP);
    }

    /** The last time-stamp of a file that has one; throws {@link MalformedProof}. */
    public static TimeStampToken last(JadesFile file) {
        EtsiU after = of(Part.SIGNATURE, file);
        return after.archive().isEmpty()
                ? after.stamp().orElseThrow()
                : after.archive().getLast().token();
    }

    static TimeStampToken stamp(Part part, String text) {
        return token(part, text, STAMP);
    }

    private static TimeStampToken token(Part part, String text, String name) {
        Members stamp = new Members(part, value(part, text), "etsiU").only(name);
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

    static JsonValue value(Part part, String text) {
        return CanonicalJson.decode(part, StrictBase64.url(part, text, "etsiU"));
    }

    /** The element for a time-stamp over a signature's value, as it stands in the array. */
    public static String sigTst(TimeStampToken token) {
        return element(STAMP, token);
    }

    /** The element for a time-stamp over everything before it ({@link ArchiveImprint}). */
    public static String arcTst(TimeStampToken token) {
        return element(ARCHIVE_STAMP, token);
    }

    private static String element(String name, TimeStampToken token) {
        JsonObject value = new ObjectDraft()
                .put("val", Base64.getEncoder().encodeToString(token.der()))
                .done();
        return element(
                name,
                new ObjectDraft()
                        .put("tstTokens", new JsonArray(List.of(value)))
                        .done());
    }

    static String element(String name, JsonValue value) {
        byte[] json = CanonicalJson.encode(new ObjectDraft().put(name, value).done());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
